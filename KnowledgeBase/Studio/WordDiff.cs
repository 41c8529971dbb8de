using BrigadeNumerique.KnowledgeBase.Articles;
using DiffPlex;
using DiffPlex.Chunkers;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>What became of a run of words.</summary>
internal enum RunKind
{
    /// <summary>In both.</summary>
    Kept,

    /// <summary>Only in the older.</summary>
    Removed,

    /// <summary>Only in the newer.</summary>
    Added,
}

/// <summary>Words in a row with the same fate.</summary>
internal readonly record struct Run(RunKind Kind, string Text);

/// <summary>A part of an article that differs.</summary>
/// <param name="Part">The key of its name.</param>
/// <param name="Runs">Word for word.</param>
internal sealed record PartDiff(string Part, IReadOnlyList<Run> Runs);

/// <summary>Compares texts word for word.</summary>
internal static class WordDiff
{
    /// <summary>Both texts as one row of runs: without the added ones it is the older text, without the removed ones the newer.</summary>
    public static IReadOnlyList<Run> Of(string older, string newer)
    {
        var diff = Differ.Instance.CreateDiffs(older, newer, ignoreWhiteSpace: false, ignoreCase: false, new DelimiterChunker([' ', '\n', '\t', '\u00A0', '\u202F']));
        var runs = new List<Run>();
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(runs, RunKind.Kept, diff.PiecesOld.Skip(at).Take(block.DeleteStartA - at));
            Add(runs, RunKind.Removed, diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            Add(runs, RunKind.Added, diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }

        Add(runs, RunKind.Kept, diff.PiecesOld.Skip(at));
        return runs;
    }

    /// <summary>The parts of an article that differ, in the order of the page.</summary>
    public static IReadOnlyList<PartDiff> Of(ArticleContent older, ArticleContent newer) =>
        [.. Parts(older).Zip(Parts(newer)).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => new PartDiff(pair.First.Part, Of(pair.First.Text, pair.Second.Text)))];

    private static IEnumerable<(string Part, string Text)> Parts(ArticleContent content) =>
    [
        ("question", content.Question),
        ("short", content.Short),
        ("body", content.Body),
        ("variants", string.Join('\n', content.Variants)),
        ("easy", content.Easy ?? ""),
        ("links", string.Join('\n', content.Links.Select(link => $"{link.Label} {link.Url}"))),
        ("witnesses", string.Join('\n', content.Witnesses)),
        ("theme", content.Theme),
        ("updated", Wording.Day(content.Updated)),
        ("validuntil", Wording.Day(content.ValidUntil)),
        ("reviewon", content.ReviewOn is { } day ? Wording.Day(day) : ""),
        ("owner", content.Owner ?? ""),
        ("legalsource", content.LegalSource ?? ""),
        ("source", content.Source),
        ("sensitive", content.Sensitive ?? ""),
        ("translations", string.Join("\n\n", content.Translations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}\n{pair.Value.Question}\n{pair.Value.Short}\n{pair.Value.Body}"))),
    ];

    private static void Add(List<Run> runs, RunKind kind, IEnumerable<string> pieces)
    {
        var text = string.Concat(pieces);
        if (text.Length > 0) runs.Add(new Run(kind, text));
    }
}
