using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

// Where in what is cited a sentence takes its words from.
internal sealed partial class EvidenceReader
{
    /// <summary>Words that stand together in the sentence, and whether they do so in one place of what it cites.</summary>
    private void Pairs()
    {
        var (split, crossed, numbersSplit, close, kept) = (0, 0, 0, 0, 0);
        foreach (var (clause, _) in choices)
        {
            var words = clause.Where(word => !word.Light || IsNumber(word)).OrderBy(word => word.Place).ToList();
            for (var at = 0; at + 1 < words.Count; at++)
            {
                var one = units.Where(unit => Has(unit, words[at])).ToList();
                var other = units.Where(unit => Has(unit, words[at + 1])).ToList();
                if (one.Count == 0 || other.Count == 0) continue;
                close++;
                if (one.Intersect(other).Any()) continue;
                split++;
                if (one.TrueForAll(unit => unit.IsPoint) && other.TrueForAll(unit => unit.IsPoint)) crossed++;
                if (IsNumber(words[at]) || IsNumber(words[at + 1])) numbersSplit++;
            }
        }

        var (turned, far, neighbours) = (0, 0, 0);
        for (var at = 0; at + 1 < aligned.Count; at++)
        {
            if (aligned[at].Unit != aligned[at + 1].Unit) far++;
            else if (aligned[at].Given.Place > aligned[at + 1].Given.Place) turned++;
            else kept++;
            if (aligned[at].Unit == aligned[at + 1].Unit && Math.Abs(aligned[at].Given.Place - aligned[at + 1].Given.Place) <= 4) neighbours++;
        }

        Say("split", split);
        Say("split share", (double)split / Math.Max(1, close));
        Say("crossed points", crossed);
        Say("numbers split", numbersSplit);
        Say("turned", turned);
        Say("jumps", far);
        Say("kept order", kept);
        Say("turned share", (double)turned / Math.Max(1, aligned.Count - 1));
        Say("neighbours", (double)neighbours / Math.Max(1, aligned.Count - 1));

        bool Has(ReadUnit unit, Token word) => IsNumber(word) ? unit.Read.Forms.Contains(word.Form) : Support.Says(unit.Read, said, word);
    }

    /// <summary>« A is for B, C for D » said as « C is for B, A for D »: how often the sentence goes to and fro between what it cites, beyond what it must.</summary>
    private void Switches()
    {
        var words = said.Tokens.Where(token => token.Length == 1 && IsAnchor(token)).OrderBy(token => token.Place).ToList();
        Say("to and fro", Extra([.. units.Select(unit => unit.Read.Tokens)]));
        Say("to and fro inside", Extra([.. near.SelectMany(unit => unit.Clauses)]));

        Say("crosswise", Crossed([.. units.Select(unit => unit.Read.Tokens)]));
        Say("crosswise inside", Crossed([.. units.SelectMany(unit => unit.Parts)]));

        // Two parts of the sentence that each take from the same two places.
        double Crossed(List<IReadOnlyList<Token>> places)
        {
            var taken = PartsOf(said).Select(part => part.Where(IsAnchor).Select(word => Enumerable.Range(0, places.Count).Where(at => places[at].Any(token => IsNumber(word) ? token.Form == word.Form : Support.Same(word, token))).Take(2).ToList()).Where(there => there.Count == 1).Select(there => there[0]).ToHashSet()).ToList();
            var crossed = 0;
            for (var one = 0; one < taken.Count; one++)
            {
                for (var other = one + 1; other < taken.Count; other++) crossed += taken[one].Count(taken[other].Contains) > 1 ? 1 : 0;
            }

            return crossed;
        }

        double Extra(List<IReadOnlyList<Token>> parts)
        {
            var path = new List<int>();
            foreach (var word in words)
            {
                var there = Enumerable.Range(0, parts.Count).Where(at => parts[at].Any(token => IsNumber(word) ? token.Form == word.Form : Support.Same(word, token))).Take(2).ToList();
                if (there.Count == 1 && (path.Count == 0 || path[^1] != there[0])) path.Add(there[0]);
            }

            return Math.Max(0, path.Count - path.Distinct().Count());
        }
    }

    /// <summary>What a sentence says one after the other, an opening « avant… », « pour… » with what it opens.</summary>
    internal static List<IReadOnlyList<Token>> PartsOf(Reading read)
    {
        var (parts, part, opening, words) = (new List<IReadOnlyList<Token>>(), new List<Token>(), false, 0);
        var tokens = read.Tokens.Where(token => token.Length == 1).ToLookup(token => token.Place);
        for (var at = 0; at < read.Forms.Count; at++)
        {
            var form = read.Forms[at];
            if (words == 0) opening = form is "avant" or "apres" or "pour" or "si" or "en" or "dans" or "a" or "au" or "quand" or "lorsque" or "sur" or "depuis" or "chez" or "de";
            if (((Reading.Stops(form) && !(opening && form is "," or ":")) || form is "et" or "ou" or "mais" or "puis" or "tandis" or "alors" or "sauf" or "si") && part.Exists(IsAnchor))
            {
                parts.Add(part);
                (part, words) = ([], 0);
                if (form is "si" or "sauf") opening = false;
                continue;
            }

            if (Reading.Stops(form)) opening = false;
            else words++;
            part.AddRange(tokens[at]);
        }

        if (part.Exists(IsAnchor)) parts.Add(part);
        return parts;
    }

    /// <summary>Names that the sentence has and its passages have not, or not where it is said.</summary>
    private void Names()
    {
        var words = NamePattern().Matches(sentence).Select(match => Folding.Fold(match.Value)).Where(name => name.Length > 1).Distinct().ToList();
        var all = cited.SelectMany(passage => passage.Whole.Forms.Concat(passage.About.Forms)).ToHashSet(StringComparer.Ordinal);
        var here = reads.SelectMany(read => read.Forms).ToHashSet(StringComparer.Ordinal);
        Say("names missing", words.Count(name => !all.Contains(name)));
        Say("names elsewhere", words.Count(name => all.Contains(name) && !here.Contains(name)));
        Say("names", words.Count);
    }

    [GeneratedRegex(@"(?<=[\p{L}\d,;:»)] (?:[ldLD]['’])?|« )\p{Lu}[\p{L}\d]+", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
