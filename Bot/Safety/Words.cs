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
                else if (EndsSentence(rune)) words.Add(new Word(".", at, length));
                else if (Emoji(rune) is { } sign) words.Add(new Word(sign, at, length));
            }

            at += length;
        }

        Close(words, current, ref start, text.Length);
        return words;
    }

    private static void Close(List<Word> words, StringBuilder current, ref int start, int end)
    {
        if (start < 0) return;
        var word = current.ToString();
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

    private static string Fold(Rune rune)
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

    private static string? Emoji(Rune rune) => rune.Value switch
    {
        0x1F198 => "sos",
        0x1F52A or 0x1F5E1 => "couteau",
        0x1F52B => "pistolet",
        0x1FA78 => "sang",
        0x1F525 => "emojifeu",
        _ => null,
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
