using System.Globalization;
using System.Text;

namespace BrigadeNumerique.Bot.Safety;

/// <summary>One word of a message, normalised, with its place in what was written.</summary>
/// <param name="Text">Lower case, without accents, repeated letters or disguise; SMS spellings written out.</param>
/// <param name="Start">First character in the message.</param>
/// <param name="Length">How many characters of the message.</param>
public readonly record struct Word(string Text, int Start, int Length);

/// <summary>
/// Reads a message as a person in distress writes it: capitals, no accents, phonetic and SMS spelling, repeated letters,
/// invisible characters. The work grows with the length and nothing else.
/// </summary>
public static class Words
{
    private static readonly Dictionary<string, string> Sms = ReadSms();

    /// <summary>What letters of the Latin alphabets are read as: nearly all that is written here.</summary>
    private static readonly string[] Latin = [.. Enumerable.Range(0, 0x180).Select(letter => FoldAnew(new Rune(letter)))];

    /// <summary>Cyrillic and Greek letters that pass for Latin ones (Unicode confusables, the lower-case ones).</summary>
    private static readonly Dictionary<char, char> LookAlikes = new()
    {
        ['а'] = 'a', ['е'] = 'e', ['о'] = 'o', ['р'] = 'p', ['с'] = 'c', ['х'] = 'x', ['у'] = 'y', ['і'] = 'i', ['ј'] = 'j', ['ѕ'] = 's', ['ԁ'] = 'd', ['һ'] = 'h', ['в'] = 'b', ['к'] = 'k', ['м'] = 'm', ['т'] = 't', ['н'] = 'h',
        ['α'] = 'a', ['ο'] = 'o', ['ρ'] = 'p', ['ν'] = 'v', ['ι'] = 'i', ['υ'] = 'u', ['κ'] = 'k', ['τ'] = 't', ['ε'] = 'e',
    };

    /// <summary>The words of a message; a full stop, a line break or another end of sentence is the word « . ».</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<Word>(text.Length / 5);
        var current = new StringBuilder(16);
        var start = -1;
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (IsInvisible(rune))
            {
                at += length;
                continue;
            }

            var folded = Fold(rune);
            if (folded.Length > 0)
            {
                if (start < 0) start = at;
                foreach (var letter in folded)
                {
                    // « aideeeez » is « aidez »: a third letter in a row says only how loud.
                    if (current.Length >= 2 && current[^1] == letter && current[^2] == letter && !char.IsDigit(letter)) continue;
                    current.Append(letter);
                }
            }
            else
            {
                Close(words, current, ref start, at);
                if (IsIdeograph(rune)) words.Add(new Word(rune.ToString(), at, length));
                else if (EndsSentence(rune) && !(rune.Value == '.' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))) words.Add(new Word(".", at, length));
                else if (Emoji(rune) is { } sign) words.Add(new Word(sign, at, length));
            }

            at += length;
        }

        Close(words, current, ref start, text.Length);
        return Spelled(text, words);
    }

    /// <summary>Figures in the place of letters, as some write to slip past a filter: « su1c1de ». Only between letters; SMS spellings and Arabic in Latin letters put theirs at an end, or use others.</summary>
    public static string WithoutFigures(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length < 5 || !char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(word[^1])) return word;
        var plain = word.ToCharArray();
        for (var at = 1; at < plain.Length - 1; at++)
        {
            plain[at] = plain[at] switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', var letter => letter };
            if (char.IsDigit(plain[at])) return word;
        }

        return new string(plain);
    }

    /// <summary>« a i d e z », « S.O.S »: letters that stand alone in a row are one word. Two or three with spaces may be French: « y a t il ».</summary>
    private static List<Word> Spelled(string text, List<Word> words)
    {
        const int LeastWithDots = 3, LeastWithSpaces = 4;
        for (var at = 0; at < words.Count; at++)
        {
            var end = at;
            while (end < words.Count && IsLetter(text, words[end]) && (end == at || IsNext(text, words[end - 1], words[end]))) end++;
            if (end - at < LeastWithDots || (end - at < LeastWithSpaces && text[words[at].Start + words[at].Length] == ' ')) continue;
            var joined = new Word(string.Concat(words[at..end].Select(word => char.ToLowerInvariant(text[word.Start]))), words[at].Start, words[end - 1].Start + words[end - 1].Length - words[at].Start);
            words.RemoveRange(at, end - at);
            words.Insert(at, joined);
        }

        return words;
    }

    private static bool IsLetter(string text, Word word) => word.Length == 1 && char.IsAsciiLetter(text[word.Start]);

    private static bool IsNext(string text, Word before, Word word) =>
        word.Start == before.Start + before.Length + 1 && text[word.Start - 1] is ' ' or '.' or '-' or '_' or '*';

    private static void Close(List<Word> words, StringBuilder current, ref int start, int end)
    {
        if (start < 0) return;
        var word = OneScript(current.ToString());
        current.Clear();
        var (from, length) = (start, end - start);
        start = -1;
        if (!Sms.TryGetValue(word, out var plain) && !Sms.TryGetValue(Single(word), out plain))
        {
            words.Add(new Word(word, from, length));
            return;
        }

        foreach (var part in plain.Split(' ')) words.Add(new Word(part, from, length));
    }

    /// <summary>Double letters made single: « frape » and « frappe », « apelle » and « appelle » are one word to the signs.</summary>
    public static string Single(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        StringBuilder? single = null;
        for (var at = 1; at < word.Length; at++)
        {
            if (word[at] == word[at - 1] && char.IsLetter(word[at])) single ??= new StringBuilder(word, 0, at, word.Length);
            else single?.Append(word[at]);
        }

        return single?.ToString() ?? word;
    }

    private static string Fold(Rune rune) => rune.Value < Latin.Length ? Latin[rune.Value] : FoldAnew(rune);

    private static string FoldAnew(Rune rune)
    {
        if (rune.Value < 128) return Rune.IsLetterOrDigit(rune) ? ((char)(rune.Value is >= 'A' and <= 'Z' ? rune.Value + 32 : rune.Value)).ToString() : "";
        switch (rune.Value)
        {
            case 'œ' or 'Œ':
                return "oe";
            case 'æ' or 'Æ':
                return "ae";
            case 'ß':
                return "ss";
            case 'ı':
                return "i";
            case 'ł' or 'Ł':
                return "l";
            case 'ø' or 'Ø':
                return "o";
        }

        if (IsIdeograph(rune)) return "";
        var folded = new StringBuilder(2);
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) is UnicodeCategory.NonSpacingMark) continue;
            if (!Rune.IsLetterOrDigit(part)) continue;
            var lower = Rune.ToLowerInvariant(part);
            folded.Append(lower.Value < 0x2000 ? lower.ToString() : "");
        }

        return folded.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool IsIdeograph(Rune rune) => rune.Value is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF;

    private static bool EndsSentence(Rune rune) => rune.Value is '.' or '!' or '?' or '\n' or ';' or '…' or 0x3002 or 0xFF01 or 0xFF1F or 0x061F;

    /// <summary>A Latin word with a few Cyrillic or Greek letters that look like Latin ones is the Latin word.</summary>
    private static string OneScript(string word)
    {
        if (!word.Any(char.IsAsciiLetter) || !word.Any(letter => letter is >= '\u0370' and <= '\u04FF')) return word;
        return string.Create(word.Length, word, (plain, given) =>
        {
            for (var at = 0; at < plain.Length; at++) plain[at] = LookAlikes.TryGetValue(given[at], out var latin) ? latin : given[at];
        });
    }

    private static string? Emoji(Rune rune) => rune.Value switch
    {
        0x1F198 => "sos",
        0x1F52A or 0x1F5E1 => "couteau",
        0x1F52B => "pistolet",
        0x1FA78 => "sang",
        0x1F525 => "emojifeu",
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol ? "emoji" + rune.Value.ToString("x", CultureInfo.InvariantCulture) : null,
    };

    private static Dictionary<string, string> ReadSms()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in SignFile.Lines("sms.txt"))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            foreach (var spelling in line[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries)) words[spelling] = line[(at + 1)..].Trim();
        }

        return words;
    }
}

/// <summary>The reviewed lists of <c>Safety/Signs</c>.</summary>
internal static class SignFile
{
    /// <summary>The lines that say something: no blank, no comment.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(SignFile).Assembly.GetManifestResourceStream("BrigadeNumerique.Bot.Safety.Signs." + name)
            ?? throw new FileNotFoundException($"Safety/Signs/{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            line = line.Trim();
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
