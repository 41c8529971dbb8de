using BrigadeNumerique.KnowledgeBase.Articles;
using Markdig;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>How a word of a question was read.</summary>
/// <param name="Said">As it was written, folded.</param>
/// <param name="Meant">What it was looked for as.</param>
/// <param name="Corrected">It was taken for a slip of the keyboard, not for an everyday word.</param>
public sealed record ReadAs(string Said, string Meant, bool Corrected);

/// <summary>Why an article stands where it stands.</summary>
/// <param name="Exact">Its title or a variant was typed, word for word.</param>
/// <param name="Reads">Words that found it in other words.</param>
/// <param name="Variant">The variant nearest to the question, from 1; 0: its title; null: none is near, its text or the words' company found it.</param>
/// <param name="Nearest">The words of that one.</param>
public sealed record Reasons(bool Exact, IReadOnlyList<ReadAs> Reads, int? Variant, string? Nearest)
{
    /// <summary>A title or variant with less than this share of the question is not near it.</summary>
    private const double Near = 0.3;

    /// <summary>Explains one article's place. For a person who reads it: milliseconds, not the search's fractions of one.</summary>
    internal static Reasons Of(string question, ArticleContent content, bool exact, Vocabulary vocabulary, Synonyms synonyms)
    {
        var words = French.Words(question, 120);
        var own = Stems([content.Question, content.Short, Markdown.ToPlainText(content.Body), .. content.Variants]);
        var (reads, ideas) = (new List<ReadAs>(), new List<(HashSet<string> Stems, double Weight)>());
        for (var at = 0; at < words.Count; at++)
        {
            var idea = new HashSet<string>(StringComparer.Ordinal) { words[at].Stem };
            var meanings = synonyms.Written(words, at, out var length);
            var stems = meanings.Select(meant => (meant, Stems: French.Words(meant).ConvertAll(word => word.Stem))).ToList();
            foreach (var meant in stems) idea.UnionWith(meant.Stems);
            var found = stems.Where(meant => meant.Stems.Exists(own.Contains)).Select(meant => meant.meant).Distinct(StringComparer.Ordinal).Take(3).ToList();
            if (found.Count > 0) Add(reads, new ReadAs(string.Join(' ', words.Skip(at).Take(length).Select(word => word.Form)), string.Join(", ", found), false));

            if (meanings.Count == 0 && !vocabulary.Knows(words[at].Form) && !vocabulary.KnowsStem(words[at].Stem))
            {
                foreach (var (form, _) in vocabulary.Near(words[at].Form, 4).Where(near => own.Contains(French.Stem(near.Form))).Take(1))
                {
                    idea.Add(French.Stem(form));
                    Add(reads, new ReadAs(words[at].Form, form, true));
                }
            }

            ideas.Add((idea, 1 / (1 + Math.Log(1 + vocabulary.Texts(words[at].Form)))));
        }

        var best = content.Variants.Prepend(content.Question).Select((text, place) => (text, place, Share: ShareOf(text, ideas))).MaxBy(pair => pair.Share);
        return best.Share >= Near ? new Reasons(exact, reads, best.place, best.text) : new Reasons(exact, reads, null, null);
    }

    private static void Add(List<ReadAs> reads, ReadAs read)
    {
        if (!reads.Exists(known => known.Said == read.Said)) reads.Add(read);
    }

    private static HashSet<string> Stems(IEnumerable<string> texts) => [.. texts.SelectMany(text => French.Words(text)).Select(word => word.Stem)];

    private static double ShareOf(string text, List<(HashSet<string> Stems, double Weight)> ideas)
    {
        var stems = Stems([text]);
        var total = ideas.Sum(idea => idea.Weight);

        // Of two that have the same of the question, the shorter is the nearer.
        return total == 0 ? 0 : (ideas.Where(idea => idea.Stems.Overlaps(stems)).Sum(idea => idea.Weight) / total) - (0.002 * stems.Count);
    }
}
