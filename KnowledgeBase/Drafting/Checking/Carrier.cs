namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What says a clause best: a sentence or point of a cited passage, or two that follow each other.</summary>
/// <param name="Units">One or two.</param>
/// <param name="Neighbours">What stands before and behind.</param>
/// <param name="Share">How much of the clause it says, 0 to 1, rare words more.</param>
/// <param name="Alone">How much the best single sentence or point says.</param>
internal sealed record Carrier(List<ReadUnit> Units, List<ReadUnit> Neighbours, double Share, double Alone)
{
    /// <summary>What a second sentence must add to be taken with the first.</summary>
    private const double Second = 0.12;

    /// <summary>Words of grammar decide between equals.</summary>
    private const double Grammar = 0.04;

    public static Carrier Best(Reading said, IReadOnlyList<Token> clause, IReadOnlyList<ReadPassage> cited)
    {
        var best = new Carrier([], [], 0, 0);
        var alone = 0.0;
        var score = double.MinValue;
        var asked = clause.Where(word => !word.Light || char.IsAsciiDigit(word.Form[0])).Select(word => (Word: word, Weight: 0.2 + Rarity.Of(word.Root))).ToList();
        var light = clause.Where(word => word.Light && !char.IsAsciiDigit(word.Form[0])).ToList();
        var total = asked.Sum(word => word.Weight) + 0.001;
        foreach (var passage in cited)
        {
            var has = passage.Units.Select(unit => asked.ConvertAll(word => char.IsAsciiDigit(word.Word.Form[0]) ? unit.Read.Forms.Contains(word.Word.Form) : Support.Says(unit.Read, said, word.Word))).ToList();
            var grammar = passage.Units.Select(unit => light.Count == 0 ? 0 : light.Count(word => unit.Read.Forms.Contains(word.Form)) / (double)light.Count).ToList();
            for (var at = 0; at < passage.Units.Count; at++)
            {
                Offer(Covered(has[at]), 0, grammar[at], passage, at, 1);
                if (at + 1 < passage.Units.Count) Offer(Covered(has[at].Zip(has[at + 1], (one, other) => one || other)), Second, Math.Max(grammar[at], grammar[at + 1]), passage, at, 2);
            }
        }

        return best with { Alone = alone };

        double Covered(IEnumerable<bool> has) => asked.Count == 0 ? 1 : asked.Zip(has).Sum(pair => pair.Second ? pair.First.Weight : 0) / total;

        void Offer(double share, double cost, double grammar, ReadPassage passage, int at, int count)
        {
            if (count == 1) alone = Math.Max(alone, share);
            if (share - cost + (Grammar * grammar) <= score) return;
            score = share - cost + (Grammar * grammar);
            var units = passage.Units.Skip(at).Take(count).ToList();
            best = new Carrier(units, [.. passage.Units.Skip(at - 1 < 0 ? 0 : at - 1).Take(count + 2).Except(units)], share, 0);
        }
    }
}
