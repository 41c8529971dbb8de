using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>One word that many articles are about.</summary>
/// <param name="Word">As it was written.</param>
/// <param name="Topic">The heading that most of them stand under, or null.</param>
/// <param name="Passages">The likeliest articles.</param>
public sealed record BroadWord(string Word, Topic? Topic, IReadOnlyList<Passage> Passages)
{
    /// <summary>Two can be told apart by the answer itself.</summary>
    internal const int Least = 3;
}

/// <summary>What somebody may be about to ask.</summary>
/// <param name="Text">The question, or the name of a heading.</param>
/// <param name="Href">Its page.</param>
/// <param name="Sensitive">The kind of sensitive subject, or null.</param>
/// <param name="IsTopic">A heading.</param>
public sealed record Suggestion(string Text, string Href, string? Sensitive, bool IsTopic)
{
    /// <summary>An article with a smaller share of what is found is noise.</summary>
    internal const float Likely = 0.02f;
}

/// <summary>The words of the titles, for what is known of a question before it is complete.</summary>
internal sealed partial class Titles
{
    /// <summary>Longer beginnings are cut.</summary>
    public const int Longest = 200;

    /// <summary>« une petite amende » is still one word; a whole sentence tells more than its noun.</summary>
    private const int FewForms = 4;

    private readonly IReadOnlyList<Topic> topics;
    private readonly string[][] forms;
    private readonly string[][] topicForms;
    private readonly Dictionary<string, List<int>> byStem = new(StringComparer.Ordinal);

    public Titles(Published published)
    {
        topics = published.Topics;
        forms = [.. published.Articles.Select(article => French.Forms(article.Content.Question).ToArray())];
        topicForms = [.. topics.Select(topic => French.Forms(topic.Title).ToArray())];
        for (var owner = 0; owner < forms.Length; owner++)
        {
            foreach (var stem in French.Words(published.Articles[owner].Content.Question).Select(word => Root(word.Stem)).Distinct(StringComparer.Ordinal))
            {
                if (!byStem.TryGetValue(stem, out var owners)) byStem[stem] = owners = [];
                owners.Add(owner);
            }
        }
    }

    /// <summary>Whether so much is typed that a search has something to go by.</summary>
    public static bool IsEnough(string typed) => typed.Count(char.IsLetterOrDigit) >= 3;

    /// <summary>The one word that a question has, and the articles with it, or with what it stands for, in their title; null where it has more, or none.</summary>
    public (string Word, IReadOnlyList<int> Owners)? OneWord(string query, Synonyms synonyms)
    {
        if (French.Forms(query).Take(FewForms + 1).Count() > FewForms) return null;
        var words = French.Words(query, FewForms);
        if (words.Count != 1 || char.IsAsciiDigit(words[0].Form[0])) return null;
        var owners = synonyms.At(words, 0, out _).Prepend(words[0].Stem).Select(Root).Distinct(StringComparer.Ordinal).SelectMany(stem => byStem.GetValueOrDefault(stem, [])).Distinct().ToList();
        var written = Letters().Matches(query).Select(match => match.Value).LastOrDefault(token => French.Forms(token).Any(form => form == words[0].Form));
        return written is null ? null : (written, owners);
    }

    /// <summary>The articles whose title has every word typed, the last one perhaps unfinished; those that begin so come first.</summary>
    public List<int> Beginning(string typed, int take)
    {
        var asked = French.Forms(typed, elided: true).ToArray();
        if (asked.Length == 0 || asked.Sum(form => form.Length) < 2) return [];
        var found = new List<(int Owner, int Place)>();
        for (var owner = 0; owner < forms.Length; owner++)
        {
            if (PlaceOf(asked, forms[owner]) is { } place) found.Add((owner, place));
        }

        return [.. found.OrderBy(one => one.Place).ThenBy(one => one.Owner).Take(take).Select(one => one.Owner)];
    }

    /// <summary>The headings whose name has what is typed.</summary>
    public IEnumerable<Topic> TopicsBeginning(string typed)
    {
        var asked = French.Forms(typed, elided: true).ToArray();
        if (asked.Length == 0 || asked.Sum(form => form.Length) < 2) yield break;
        for (var n = 0; n < topics.Count; n++)
        {
            if (PlaceOf(asked, topicForms[n]) is not null) yield return topics[n];
        }
    }

    /// <summary>Where in a title the typed words stand, the farther the larger; null where one is missing.</summary>
    private static int? PlaceOf(string[] asked, string[] title)
    {
        var sum = 0;
        for (var n = 0; n < asked.Length; n++)
        {
            var word = asked[n];
            if (n < asked.Length - 1 && (Filler.Contains(word) || word.Length == 1)) continue;
            var place = n == asked.Length - 1 ? Array.FindIndex(title, form => form.StartsWith(word, StringComparison.Ordinal)) : Array.IndexOf(title, word);
            if (place < 0) return null;
            sum += place;
        }

        return sum;
    }

    /// <summary>« vol » and « volé »: the stems of short words keep their ending.</summary>
    private static string Root(string stem) => stem.Length > 3 ? stem.TrimEnd('e', 's') : stem;

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Letters();
}
