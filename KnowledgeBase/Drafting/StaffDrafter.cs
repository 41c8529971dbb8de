using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Personal;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting;

/// <summary>A line of an exchange, as a draft may refer to it.</summary>
/// <param name="Number">Its number in the transcript.</param>
/// <param name="Speaker">« Personne », « Assistant », « Gendarme ».</param>
/// <param name="Text">The words.</param>
public sealed record NumberedLine(int Number, string Speaker, string Text);

/// <summary>A part of a draft: what it is about, the words, and the lines or passages they come from.</summary>
/// <param name="Label">« Faits », or empty.</param>
/// <param name="Text">The words, without marks of their sources.</param>
/// <param name="Sources">Numbers of lines, or of passages from 1.</param>
public sealed record DraftedPart(string Label, string Text, IReadOnlyList<int> Sources);

/// <summary>Drafts for operators and editors: always drafts, which a person uses, edits or puts away.</summary>
public sealed partial class StaffDrafter
{
    /// <summary>An exchange of hundreds of lines is told by its last ones.</summary>
    private const int MostLines = 60;

    private const int LongestLine = 600;

    /// <summary>A summary has words of its own; so many of its words of sense stand in the lines, or it is about something else.</summary>
    private const double SummaryShared = 0.5;

    /// <summary>The sheet for the 17 repeats the person's words.</summary>
    private const double RelayShared = 0.75;

    private readonly ModelCalls calls;
    private readonly CallLog log;

    internal StaffDrafter(ModelCalls calls, CallLog log) => (this.calls, this.log) = (calls, log);

    /// <summary>Whether a draft for this would be asked for now.</summary>
    public bool Ready(ModelUse use) => calls.Ready(use);

    /// <summary>Counts what was done with a draft.</summary>
    public void Count(ModelUse use, DraftAct act) => log.Count(use, act);

    /// <summary>Facts, wish, signs of urgency, what was tried; each with the lines it rests on.</summary>
    /// <returns>Null: there is no draft.</returns>
    public async Task<IReadOnlyList<DraftedPart>?> SummaryAsync(IReadOnlyList<NumberedLine> lines, CancellationToken cancellationToken) =>
        await RubricsAsync(ModelUse.Summary, "summary.v1", ["Faits", "Demande", "Signes d’urgence", "Déjà tenté"], lines, SummaryShared, cancellationToken);

    /// <summary>Who, where, what, for the relay sheet.</summary>
    /// <returns>Null: there is no draft.</returns>
    public async Task<IReadOnlyList<DraftedPart>?> RelayAsync(IReadOnlyList<NumberedLine> lines, CancellationToken cancellationToken) =>
        await RubricsAsync(ModelUse.RelaySheet, "relay.v1", ["Qui", "Où", "Quoi"], lines, RelayShared, cancellationToken);

    /// <summary>Up to three replies, each checked against the passages it cites.</summary>
    /// <param name="lines">The exchange.</param>
    /// <param name="passages">Articles and ready-made replies.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<IReadOnlyList<DraftedPart>> RepliesAsync(IReadOnlyList<NumberedLine> lines, IReadOnlyList<GivenPassage> passages, CancellationToken cancellationToken)
    {
        if (passages.Count == 0 || !Ready(ModelUse.Suggestions)) return [];
        var given = new StringBuilder();
        for (var at = 0; at < passages.Count; at++) given.Append(CultureInfo.InvariantCulture, $"[{at + 1}] {passages[at].Text}\n\n");
        var result = await calls.AskAsync(ModelUse.Suggestions, "suggestions.v1", new Dictionary<string, object?> { ["passages"] = given.ToString(), ["conversation"] = new CitizenWords(Told(lines)) }, calls.ForStaff(), null, cancellationToken);
        result.Record.Passages = string.Join(' ', passages.Select(passage => string.Create(CultureInfo.InvariantCulture, $"{passage.Slug}@{passage.Revision}")));
        var texts = passages.Select(passage => passage.Text).ToList();
        var (kept, refused) = (new List<DraftedPart>(), CheckVerdict.Passes);
        foreach (var line in Lines(result.Text).Take(3))
        {
            var verdict = CitationCheck.Whole(line, texts);
            if (verdict.IsPass) kept.Add(new DraftedPart("", Bracket().Replace(line, "").Replace(" .", ".", StringComparison.Ordinal).Trim(), [.. CitedSentence.Split(line).SelectMany(sentence => sentence.Citations).Distinct()]));
            else refused = verdict;
        }

        Note(result.Record, result.Text is null || kept.Count > 0 ? CheckReason.None : refused.IsPass ? CheckReason.Empty : refused.Reason);
        return kept;
    }

    /// <summary>Words in French, or in another language, beside the original.</summary>
    /// <param name="text">What is to be read.</param>
    /// <param name="language">ISO 639-1 of the language it goes into.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<string?> TranslateAsync(string text, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Ready(ModelUse.DeskTranslation) || text.Length is 0 or > 4000) return null;
        var french = language == Tongue.French;
        var given = new Dictionary<string, object?> { ["text"] = new CitizenWords(text) };
        if (!french) given["language"] = CultureInfo.GetCultureInfo(language).EnglishName;
        var result = await calls.AskAsync(ModelUse.DeskTranslation, french ? "to-french.v1" : "from-french.v1", given, calls.ForStaff(), null, cancellationToken);
        var translated = result.Text?.Trim();
        var reason = translated is null ? CheckReason.None : Translated.Refuses(text, translated, french);
        Note(result.Record, reason);
        return reason is CheckReason.None ? translated : null;
    }

    /// <summary>Ways of asking for an article that it has not yet.</summary>
    /// <param name="article">Its words.</param>
    /// <param name="known">Those it has.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<IReadOnlyList<string>> VariantsAsync(string article, IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        if (!Ready(ModelUse.Variants)) return [];
        var result = await calls.AskAsync(ModelUse.Variants, "variants.v1", new Dictionary<string, object?> { ["passages"] = article, ["known"] = string.Join('\n', known.Take(60)) }, calls.ForStaff(), null, cancellationToken);
        List<string> proposed = [.. Lines(result.Text).Select(line => Bullet().Replace(line, "")).Where(line => line.Length is > 3 and <= 200 && !line.Contains('<', StringComparison.Ordinal) && PersonalFinder.In(line).Count == 0)
            .Where(line => !known.Contains(line, StringComparer.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Take(12)];
        Note(result.Record, result.Text is not null && proposed.Count == 0 ? CheckReason.Empty : CheckReason.None);
        return proposed;
    }

    /// <summary>An article in easy French, a sentence a line, checked against its own words; null: there is no draft.</summary>
    public async Task<string?> EasyAsync(string article, CancellationToken cancellationToken)
    {
        if (!Ready(ModelUse.EasyArticle)) return null;
        var result = await calls.AskAsync(ModelUse.EasyArticle, "easy.v1", new Dictionary<string, object?> { ["passages"] = "[1] " + article }, calls.ForStaff(), null, cancellationToken);
        if (result.Text is not { } draft)
        {
            Note(result.Record, CheckReason.None);
            return null;
        }

        // What does not hold is left out and said to be: the editor writes it.
        var read = new ReadPassage(article);
        var lines = CitedSentence.Split(draft).Select(sentence => CitationCheck.Sentence(sentence, [read], null).IsPass ? sentence.Text : "[à vérifier] " + sentence.Text).ToList();
        var good = lines.Exists(line => !line.StartsWith('['));
        Note(result.Record, good ? CheckReason.None : CheckReason.Unsupported);
        return good ? string.Join("\n\n", lines) : null;
    }

    /// <summary>A new article from questions asked in vain; null: there is no draft.</summary>
    /// <param name="questions">Grouped questions.</param>
    /// <param name="replies">What operators replied to such, or none.</param>
    /// <param name="near">Published articles on neighbouring matters.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<NewArticle?> ArticleAsync(IReadOnlyList<string> questions, IReadOnlyList<string> replies, IReadOnlyList<GivenPassage> near, CancellationToken cancellationToken)
    {
        if (!Ready(ModelUse.NewArticle)) return null;
        var passages = string.Join("\n\n", near.Select(passage => passage.Text));

        // An article is for everybody: who was told it must not come back with the mask's signs.
        List<string> said = [.. replies.Take(10).Select(PersonalFinder.Erase)];
        var result = await calls.AskAsync(ModelUse.NewArticle, "new-article.v1", new Dictionary<string, object?>
        {
            ["questions"] = new CitizenWords(string.Join('\n', questions.Take(20))), ["replies"] = new CitizenWords(string.Join('\n', said)), ["passages"] = passages,
        }, calls.ForStaff(), null, cancellationToken);
        var parts = Article().Match(result.Text ?? "");

        // A number that nobody has written down anywhere is made up.
        var given = Facts.Numbers(string.Join('\n', [passages, .. said])).Select(number => number.Value).ToHashSet(StringComparer.Ordinal);
        var reason = result.Text is null ? CheckReason.None : !parts.Success || result.Text.Contains('<', StringComparison.Ordinal) ? CheckReason.Form
            : Facts.Numbers(parts.Groups["b"].Value).All(number => number.Value == "1" || given.Contains(number.Value) || parts.Groups["b"].Value.Contains(number.Value + ".", StringComparison.Ordinal)) ? CheckReason.None : CheckReason.Number;
        Note(result.Record, reason);
        return result.Text is not null && reason is CheckReason.None ? new NewArticle(parts.Groups["t"].Value.Trim(), parts.Groups["s"].Value.Trim(), parts.Groups["b"].Value.Trim()) : null;
    }

    /// <summary>Reads again what was called calm.</summary>
    /// <returns>Why a person should look, in a few words; null: it sees no reason, or there is none who reads.</returns>
    public async Task<string?> SecondReadAsync(IReadOnlyList<NumberedLine> lines, CancellationToken cancellationToken)
    {
        if (!Ready(ModelUse.SecondReader)) return null;
        var result = await calls.AskAsync(ModelUse.SecondReader, "second-reader.v1", new Dictionary<string, object?> { ["conversation"] = new CitizenWords(Told(lines)) }, calls.ForStaff(), null, cancellationToken);
        var words = result.Text?.Trim() ?? "";
        var found = Reread().Match(words);
        Note(result.Record, result.Text is null || found.Success || words.StartsWith("CALME", StringComparison.OrdinalIgnoreCase) ? CheckReason.None : CheckReason.Form);
        if (!found.Success) return null;
        var why = found.Groups[1].Value.Trim(' ', '.', '«', '»');
        return why.Length is 0 ? null : why.Length > 160 ? why[..160] : why;
    }

    private async Task<IReadOnlyList<DraftedPart>?> RubricsAsync(ModelUse use, string prompt, string[] labels, IReadOnlyList<NumberedLine> lines, double shared, CancellationToken cancellationToken)
    {
        if (lines.Count == 0 || !Ready(use)) return null;
        var result = await calls.AskAsync(use, prompt, new Dictionary<string, object?> { ["conversation"] = new CitizenWords(Told(lines)) }, calls.ForStaff(), null, cancellationToken);
        if (result.Text is null)
        {
            Note(result.Record, CheckReason.None);
            return null;
        }

        var parts = new List<DraftedPart>();
        foreach (var label in labels)
        {
            if (Lines(result.Text).FirstOrDefault(line => line.TrimStart('-', '*', ' ').StartsWith(label, StringComparison.OrdinalIgnoreCase)) is not { } line) continue;
            var words = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ', '*');
            var text = Bracket().Replace(words, "").Replace(" .", ".", StringComparison.Ordinal).Trim(' ', '.', ';');
            if (text.Length == 0 || text is "rien" or "Rien" or "inconnu" or "Inconnu") continue;
            parts.Add(new DraftedPart(label, text, [.. Bracket().Matches(words).SelectMany(match => Number().Matches(match.Value)).Select(match => int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)).Distinct()]));
        }

        var reason = parts.Count == 0 ? CheckReason.Empty : Holds(parts, lines, shared);
        Note(result.Record, reason);
        return reason is CheckReason.None ? parts : null;
    }

    /// <summary>The lines it names exist, its numbers stand in them, and most of its words.</summary>
    private static CheckReason Holds(List<DraftedPart> parts, IReadOnlyList<NumberedLine> lines, double shared)
    {
        var all = string.Join('\n', lines.Select(line => line.Text));
        var (there, numbers) = (Reading.Of(all).Tokens, Facts.Numbers(all).Select(number => number.Value).ToHashSet(StringComparer.Ordinal));
        foreach (var part in parts)
        {
            if (part.Sources.Count == 0) return CheckReason.Uncited;
            if (part.Sources.Any(source => lines.All(line => line.Number != source))) return CheckReason.UnknownPassage;
            if (part.Text.Contains('<', StringComparison.Ordinal) || part.Text.Length > 700) return CheckReason.Form;
            if (Facts.Numbers(part.Text).Any(number => number.Value != "1" && !numbers.Contains(number.Value))) return CheckReason.Number;
            var words = Reading.Of(part.Text).Tokens.Where(token => !token.Light).ToList();
            if (words.Count(word => there.Any(token => Support.Same(word, token))) < shared * words.Count) return CheckReason.Unsupported;
        }

        return CheckReason.None;
    }

    private void Note(CallRecord record, CheckReason reason)
    {
        if (reason is not CheckReason.None) (record.Outcome, record.Reason) = (CallOutcome.Refused, reason);
        log.Note(record);
    }

    private static string Told(IReadOnlyList<NumberedLine> lines) => string.Join('\n', lines.TakeLast(MostLines)
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Number}. {line.Speaker} : {(line.Text.Length > LongestLine ? line.Text[..LongestLine] + "…" : line.Text).ReplaceLineEndings(" ")}")));

    private static IEnumerable<string> Lines(string? text) => (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\s*\[[\d,; ]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:[-*•]|\d{1,2}[.)])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^À\s+RELIRE\s*:\s*([^\n]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reread();

    [GeneratedRegex(@"Titre\s*:\s*(?<t>[^\n]{3,200})\n+\s*En bref\s*:\s*(?<s>[^\n]{3,1500})\n+\s*Texte\s*:\s*(?<b>[\s\S]{10,8000})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}

/// <summary>A draft of a new article.</summary>
/// <param name="Question">Its title.</param>
/// <param name="Short">The short answer.</param>
/// <param name="Body">Markdown.</param>
public sealed record NewArticle(string Question, string Short, string Body);
