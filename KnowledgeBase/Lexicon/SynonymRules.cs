using System.Text;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Lexicon;

/// <summary>Why a group of words is refused.</summary>
public enum SynonymRule
{
    /// <summary>One side has no phrase.</summary>
    Empty,

    /// <summary>More than <see cref="SynonymRules.MostPhrases"/> phrases.</summary>
    TooMany,

    /// <summary>A phrase of more than <see cref="SynonymRules.LongestPhrase"/> characters.</summary>
    TooLong,

    /// <summary>A phrase without a word that the search looks for: « bonjour », « de la », « * ».</summary>
    Filler,

    /// <summary>A phrase of more words than the search compares at once: it would never be met.</summary>
    TooManyWords,

    /// <summary>The same phrase twice on one side, be it with other accents or endings.</summary>
    Twice,

    /// <summary>The same phrase on both sides.</summary>
    BothSides,

    /// <summary>Other groups say all of it already.</summary>
    Known,

    /// <summary>A note of more than <see cref="SynonymRules.LongestNote"/> characters.</summary>
    NoteTooLong,
}

/// <summary>One reason, and the phrase it is about; empty: the whole group.</summary>
public sealed record SynonymProblem(SynonymRule Rule, string About = "");

/// <summary>What a group of words must be. Whatever is written is text: no sign means anything to the search.</summary>
internal static class SynonymRules
{
    public const int LongestPhrase = 80, MostPhrases = 20, LongestNote = 300;

    /// <summary>What somebody typed, as a group: a phrase a line, or between commas or semicolons.</summary>
    public static SynonymWords Read(string said, string meant, bool bothWays, string note) =>
        new() { Said = Phrases(said), Meant = Phrases(meant), BothWays = bothWays, Note = OneLine(note) };

    /// <summary>The phrases of a text.</summary>
    public static IReadOnlyList<string> Phrases(string text) => [.. text.Split(['\n', '\r', ',', ';']).Select(OneLine).Where(phrase => phrase.Length > 0)];

    /// <summary>All that is wrong; nothing: it may be kept.</summary>
    /// <param name="words">The group.</param>
    /// <param name="others">The groups that are used beside it.</param>
    public static IReadOnlyList<SynonymProblem> Broken(SynonymWords words, IEnumerable<SynonymWords> others)
    {
        var problems = new List<SynonymProblem>();
        if (words.Said.Count == 0 || words.Meant.Count == 0) problems.Add(new SynonymProblem(SynonymRule.Empty));
        if (words.Said.Count + words.Meant.Count > MostPhrases) problems.Add(new SynonymProblem(SynonymRule.TooMany));
        if (words.Note.Length > LongestNote) problems.Add(new SynonymProblem(SynonymRule.NoteTooLong));
        var said = Side(words.Said, compared: true, problems);
        var meant = Side(words.Meant, compared: words.BothWays, problems);
        foreach (var (key, phrase) in said)
        {
            if (meant.ContainsKey(key)) problems.Add(new SynonymProblem(SynonymRule.BothSides, phrase));
        }

        if (problems.Count == 0 && AddsNothing(words, others)) problems.Add(new SynonymProblem(SynonymRule.Known));
        return problems;
    }

    /// <summary>The phrases of a side by the key they are looked up under.</summary>
    private static Dictionary<string, string> Side(IReadOnlyList<string> phrases, bool compared, List<SynonymProblem> problems)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            if (phrase.Length > LongestPhrase)
            {
                problems.Add(new SynonymProblem(SynonymRule.TooLong, phrase[..40] + "…"));
                continue;
            }

            var sense = French.Words(phrase);
            if (sense.Count == 0) problems.Add(new SynonymProblem(SynonymRule.Filler, phrase));
            else if (compared && sense.Count > Synonyms.LongestKey) problems.Add(new SynonymProblem(SynonymRule.TooManyWords, phrase));
            else if (!keys.TryAdd(Synonyms.KeyOf(phrase), phrase)) problems.Add(new SynonymProblem(SynonymRule.Twice, phrase));
        }

        return keys;
    }

    private static bool AddsNothing(SynonymWords words, IEnumerable<SynonymWords> others)
    {
        var known = new Synonyms(others);
        return known.Differing(new Synonyms(others.Append(words))).Count == 0;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Half of a character comes as U+FFFD; what cannot be seen is a blank.
            if (rune != Rune.ReplacementChar) line.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
