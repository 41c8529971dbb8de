using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>
/// Gives the article its own words back: where a drafted sentence is not proved, the published ones that it was made from take its
/// place, each with its citation. Only such are given as say the same there as in their article, with the warnings beside them.
/// </summary>
/// <param name="passages">What may be cited.</param>
internal sealed partial class Mending(IReadOnlyList<ReadPassage> passages)
{
    /// <summary>How much of the drafted sentence the published ones must have, by the weight of its words: less, and it spoke of something else.</summary>
    private const double Enough = 0.6;

    /// <summary>And how much of what its passages have of it: a step that they have and that it had is not lost.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>A further published sentence must have so much of it that the others have not.</summary>
    private const double Further = 0.05;

    /// <summary>So much of a published sentence must be in the drafted one: less, and it would say much that was not asked for.</summary>
    private const double Meant = 0.3;

    /// <summary>With so much of it nothing further is looked for, but what it denies, excepts or counts.</summary>
    private const double Plenty = 0.92;

    /// <summary>What may be lost of it with what was said before in other words: rounding.</summary>
    private const double Slight = 0.02;

    private const int MostSentences = 4, MostPoints = 6, MostWithCompany = 7;

    private readonly List<PublishedSentence> all = [.. passages.SelectMany((passage, at) => passage.Units.Select(unit => new PublishedSentence(at + 1, unit)))];
    private readonly List<Reading> shown = [], given = [];
    private PublishedSentence? last;

    /// <summary>A drafted sentence is shown as it is.</summary>
    public void Keep(CitedSentence sentence)
    {
        shown.Add(Reading.Of(sentence.Text));
        last = null;
    }

    /// <summary>Whether a drafted sentence says again what was given in the place of one before it.</summary>
    public bool Repeats(CitedSentence sentence)
    {
        if (given.Count == 0) return false;
        var said = WordsOfSense.Of(Reading.Of(sentence.Text), all);
        return given.Exists(said.IsIn);
    }

    /// <summary>What takes the place of a drafted sentence.</summary>
    /// <returns>Published sentences with their citations; empty: they were shown already; null: there are none.</returns>
    public string? Instead(CitedSentence sentence)
    {
        var asked = WordsOfSense.Of(Reading.Of(sentence.Text), all);
        var cited = all.FindAll(one => sentence.Citations.Contains(one.Passage));
        var chosen = Choose(asked, cited);
        if (!IsSaidBy(asked, chosen, cited) && !IsSaidBy(asked, chosen = Choose(asked, all), cited)) return null;
        var together = WithCompany(chosen);

        // What was said is not said again, unless something of the sentence would be lost with it.
        var fresh = together.FindAll(one => !shown.Exists(one.Words.IsIn));
        if (asked.In(fresh, shown) + Slight < asked.In(chosen)) fresh = [.. together.Where(one => fresh.Contains(one) || chosen.Contains(one))];
        fresh = [.. fresh.OrderBy(one => one.Passage).ThenBy(one => one.Unit.Place)];
        if (fresh.Count > MostWithCompany) return null;
        var (pieces, behind) = (new List<string>(), last);
        foreach (var block in Blocked(fresh))
        {
            if (PublishedText.Alone(block, behind, all, one => pieces.Count == 0 && shown.Count > 0 && one.Words.IsIn(shown[^1])) is not { } text) return null;
            pieces.Add(text);
            behind = block[^1];
        }

        if (fresh.Count > 0) last = behind;
        var words = string.Join(' ', pieces);
        var now = fresh.Select(one => one.Unit.Read).Concat(CitedSentence.Split(words).Select(one => Reading.Of(one.Text))).ToList();
        shown.AddRange(now);
        given.AddRange(now);
        return words;
    }

    /// <summary>One or a few that have between them the words of the sentence, its numbers, what it denies and what it excepts.</summary>
    private static List<PublishedSentence> Choose(WordsOfSense asked, List<PublishedSentence> among)
    {
        var (chosen, most) = (new List<PublishedSentence>(), asked.In(among));
        while (true)
        {
            var before = asked.In(chosen);
            var missing = chosen.Count == 0 ? [] : asked.Missing(chosen, among);
            if (before >= Plenty * most && missing.Count == 0) return chosen;
            var best = among.Except(chosen).Where(one => one.SaysSomething && (chosen.Count < MostSentences || (chosen.Count < MostPoints && chosen.TrueForAll(one.IsBeside))))
                .Select(one => (One: one, Gain: asked.In([.. chosen, one]) - before, Meant: one.Words.In(asked.Read), Wanted: missing.Exists(wanted => wanted(one))))
                .Where(one => one.Meant >= Meant && one.Gain >= (chosen.Count == 0 ? double.Epsilon : one.Wanted ? 0 : Further))
                .OrderByDescending(one => one.Wanted).ThenByDescending(one => ((one.Wanted ? 0.1 : 0) + one.Gain) * (0.5 + one.Meant)).FirstOrDefault();
            if (best.One is null) return chosen;
            chosen.Add(best.One);
        }
    }

    private bool IsSaidBy(WordsOfSense asked, List<PublishedSentence> chosen, List<PublishedSentence> cited) => asked.In(chosen) is var share && share >= Enough && share >= NearlyAll * asked.In(cited) && asked.Missing(chosen, all).Count == 0;

    /// <summary>With the warnings and exceptions that stand beside them, and the rest of a list of which more than a step is given.</summary>
    private List<PublishedSentence> WithCompany(List<PublishedSentence> chosen)
    {
        var together = chosen.ToList();
        foreach (var one in chosen)
        {
            if (one.IsPoint && (chosen.Count(one.IsBeside) > 1 || Counting().IsMatch(one.Under) || !PublishedText.IsOrder(one)))
            {
                // Of ways, cases and things one alone reads as all there are; of steps it does not.
                together.AddRange(all.Where(one.IsBeside));
            }
            else if (!one.IsPoint)
            {
                together.AddRange(all.Where(other => !other.IsPoint && other.SaysSomething && (((one.IsBehind(other) && !Leaning.Leans(one.Unit.Block.Own)) || other.IsBehind(one)) && Warning().IsMatch(other.Unit.Read.Folded))));
                together.AddRange(all.Where(other => !other.IsPoint && other.Passage == one.Passage && other.Unit.Place - one.Unit.Place is 1 or 2 && Exception().IsMatch(other.Unit.Read.Folded)));
            }
        }

        return [.. together.Distinct()];
    }

    /// <summary>The points of one list go together.</summary>
    private static IEnumerable<List<PublishedSentence>> Blocked(List<PublishedSentence> chosen)
    {
        for (var at = 0; at < chosen.Count;)
        {
            var block = chosen.Skip(at).TakeWhile((one, place) => place == 0 || one.IsBeside(chosen[at])).ToList();
            yield return block;
            at += block.Count;
        }
    }

    // « N’ouvrez pas avant d’avoir vérifié. »
    [GeneratedRegex(@"\b(?:ne\s+|n')(?:[a-z]{1,3}\s+|l')?(?!(?:av|aur|ser|pouv|pourr|dev|devr|sav|voul|recevr)ez\b)[a-z]{2,}ez\b[^.;]*\b(?:pas|jamais|rien|aucune?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Warning();

    // « Un contrat en cours fait exception. », « Vérifiez-les auprès de votre mairie. »
    [GeneratedRegex(@"\b(?:exceptions?|sauf|excepte|hormis|verifiez)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Exception();

    // « Deux façons : », « Donnez ces informations : »: what follows is all of it.
    [GeneratedRegex(@"\b(?:deux|trois|quatre|cinq|plusieurs|ces|cet|cette|voici|suivante?s?|tou(?:s|tes)\s+les)\b|\bsi\s*:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counting();
}
