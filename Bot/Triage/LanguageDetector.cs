using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>Which language a message is in: by its script where that tells, by the model of the messages, and until that is learnt by small words.</summary>
internal static class LanguageDetector
{
    private static readonly Dictionary<string, string> SmallWords = Build(new()
    {
        ["fr"] = "je tu il elle nous vous ils les des une est pas que qui dans pour avec sur mon ma mes ai suis ete c ca bonjour merci oui non svp comment quand ou plainte gendarmerie au du et le la un moi chez cette fait faire",
        ["en"] = "the is are my i you he she they and to of in on with not have has been was what where please help hello thanks how can do someone there this they're am",
        ["es"] = "el los las una es esta mi yo por que con para muy hola gracias como donde quiero tengo hay usted necesito se del al ayuda pero mis",
        ["de"] = "der die das ein eine ich du er sie wir ist nicht und mit mein meine wo wie hallo danke bitte auf habe hat wurde zu im mich jemand",
        ["it"] = "il lo gli una sono mio mia non che per con ciao grazie come dove vorrei ho ha della dei mi sta aiuto buongiorno qualcuno",
        ["pt"] = "o os as uma meu minha nao que com para ola obrigado obrigada como onde eu voce ele ela estou esta tenho preciso em no na do da ajuda foi",
        ["nl"] = "de het een ik jij hij zij wij is niet en met mijn waar hoe hallo dank bedankt graag op heb heeft naar iemand aan te",
        ["ro"] = "si nu este sunt un o ma mea meu cu pe la in ce cum unde buna multumesc vreau am are cineva va rog imi",
        ["pl"] = "i nie jest sie w z na do mam moj moja co jak gdzie dzien dobry dziekuje chce prosze ktos jestem czy mnie",
        ["tr"] = "ve bir bu ben sen o benim var yok ne nasil nerede merhaba tesekkurler icin bana beni evde lutfen mi cok",
        ["ar"] = "wach wesh kifach fin chno 3afak bghit labas salam choukran khoya ana rani kayn makaynch dyal diali 3ndi 3andi lazem bzaf 3la mn had hadi",
    });

    /// <summary>ISO 639-1; French where nothing tells.</summary>
    /// <param name="text">The message.</param>
    /// <param name="words">Its words.</param>
    /// <param name="learnt">What the model of the messages says, or empty while it is being learnt.</param>
    public static string Detect(string text, IReadOnlyList<Word> words, string learnt)
    {
        if (ByScript(text) is { } script) return script;

        // The examples taught how people really write in each language.
        if (learnt.Length > 0) return learnt;
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (!SmallWords.TryGetValue(word.Text, out var languages)) continue;
            foreach (var language in languages.Split(' ')) votes[language] = votes.GetValueOrDefault(language) + 1;
        }

        return votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key == "fr" ? 0 : 1).Select(vote => vote.Key).FirstOrDefault() ?? "fr";
    }

    private static string? ByScript(string text)
    {
        var (arabic, cyrillic, chinese, latin, ukrainian) = (0, 0, 0, 0, 0);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, 2000)))
        {
            if (letter is >= '\u0600' and <= '\u06FF') arabic++;
            else if (letter is >= '\u0400' and <= '\u04FF')
            {
                cyrillic++;
                if (letter is 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ') ukrainian++;
            }
            else if (letter is >= '\u4E00' and <= '\u9FFF') chinese++;
            else if (char.IsAsciiLetter(letter)) latin++;
        }

        if (arabic > latin && arabic > 0) return "ar";
        if (cyrillic > latin && cyrillic > 0) return ukrainian > 0 ? "uk" : "ru";
        return chinese * 2 > latin && chinese > 0 ? "zh" : null;
    }

    private static Dictionary<string, string> Build(Dictionary<string, string> lists) => lists
        .SelectMany(list => list.Value.Split(' ').Select(word => (Word: word, Language: list.Key)))
        .GroupBy(pair => pair.Word, pair => pair.Language, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => string.Join(' ', group), StringComparer.Ordinal);
}
