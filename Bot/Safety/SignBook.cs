using System.Collections.Frozen;

namespace BrigadeNumerique.Bot.Safety;

/// <summary>One line of a list of signs: what it betrays and the words that do.</summary>
/// <param name="Id">Name of the rule, kept with every decision.</param>
/// <param name="Meaning">What it is a sign of: a kind of emergency, a sensitive subject, or a marker such as « past ».</param>
/// <param name="Subject">The sensitive subject of an emergency, or empty.</param>
/// <param name="Language">Language of the words.</param>
/// <param name="Alone">It sounds the alarm by itself; otherwise it is evidence that the model weighs with the rest.</param>
/// <param name="Pattern">The words.</param>
internal sealed record SignRule(string Id, string Meaning, string Subject, string Language, bool Alone, Pattern Pattern);

/// <summary>A rule that was found in a message.</summary>
internal sealed record SignHit(SignRule Rule, int From, int To);

/// <summary>All the signs of all languages, found in one pass over the words.</summary>
internal sealed class SignBook
{
    /// <summary>Raised whenever a list or the reading of it changes: it is kept with every assessment.</summary>
    public const string Version = "rules-6";

    private static readonly string[] Files = ["fr.txt", "world.txt"];

    /// <summary>Beginnings are looked up by so many letters at most.</summary>
    private const int LongestStart = 8;

    private readonly FrozenDictionary<string, SignRule[]>.AlternateLookup<ReadOnlySpan<char>> byWord;
    private readonly FrozenDictionary<string, SignRule[]>.AlternateLookup<ReadOnlySpan<char>> byStart;

    private SignBook(List<SignRule> rules)
    {
        byWord = Index(rules, prefix: false).GetAlternateLookup<ReadOnlySpan<char>>();
        byStart = Index(rules, prefix: true).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static SignBook Instance { get; } = Load();

    /// <summary>Finds every sign. The work is the number of words times the few rules that begin with each.</summary>
    public List<SignHit> Find(IReadOnlyList<Word> message)
    {
        var words = new string[message.Count];
        for (var at = 0; at < words.Length; at++) words[at] = Words.Single(Words.WithoutFigures(message[at].Text));
        var hits = new List<SignHit>();
        for (var at = 0; at < words.Length; at++)
        {
            Try(byWord, words[at], words, at, hits);
            for (var length = Math.Min(words[at].Length, LongestStart); length >= 2; length--) Try(byStart, words[at].AsSpan(0, length), words, at, hits);
        }

        return hits;
    }

    private static void Try(FrozenDictionary<string, SignRule[]>.AlternateLookup<ReadOnlySpan<char>> index, ReadOnlySpan<char> key, string[] words, int at, List<SignHit> hits)
    {
        if (!index.TryGetValue(key, out var rules)) return;
        foreach (var rule in rules)
        {
            var end = rule.Pattern.Match(words, at);
            if (end > at) hits.Add(new SignHit(rule, at, end));
        }
    }

    private static FrozenDictionary<string, SignRule[]> Index(List<SignRule> rules, bool prefix) => rules
        .SelectMany(rule => rule.Pattern.Heads.Where(head => head.Prefix == prefix).Select(head => (Key: prefix && head.Text.Length > LongestStart ? head.Text[..LongestStart] : head.Text, rule)))
        .GroupBy(pair => pair.Key, pair => pair.rule).ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);

    private static SignBook Load()
    {
        var rules = new List<SignRule>();
        foreach (var file in Files) Read(file, rules);
        return new SignBook(rules);
    }

    /// <summary>
    /// Lines: <c>@list = word word</c> names a list; <c>[kind subject lang]</c> opens a section; every other line is a pattern
    /// of the open section, and its place names the rule. <c>~</c> before a pattern: calm messages hold it too, so that it is evidence only.
    /// </summary>
    private static void Read(string file, List<SignRule> rules)
    {
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (meaning, subject, language, number) = ("", "", "fr", 0);
        foreach (var line in SignFile.Lines(file))
        {
            if (line[0] == '@' && line.Contains('=', StringComparison.Ordinal))
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                lists[line[1..at].Trim()] = line[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
            else if (line[0] == '[')
            {
                var head = line.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                meaning = head[0];
                subject = head.FirstOrDefault(word => word.StartsWith('/'))?[1..] ?? "";
                language = head.FirstOrDefault(word => word.StartsWith(':'))?[1..] ?? "fr";
                number = 0;
            }
            else
            {
                rules.Add(new SignRule($"{language}.{meaning}{(subject.Length > 0 ? "." + subject : "")}.{++number}", meaning, subject, language, line[0] != '~', Pattern.Parse(line.TrimStart('~'), lists)));
            }
        }
    }
}
