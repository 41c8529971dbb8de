namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Cuts a sentence into what it says one after the other.</summary>
internal static class Clauses
{
    /// <summary>Shorter ones say too little to be looked for alone.</summary>
    private const int Least = 2;

    private static readonly HashSet<string> Joining = ["et", "puis", "mais", "donc", "car", "sinon", "ensuite", "alors"];

    /// <summary>The clauses, each with its words; a clause of one word goes with the one before.</summary>
    public static IReadOnlyList<IReadOnlyList<Token>> Of(Reading said)
    {
        var clauses = new List<List<Token>>();
        var last = -1;
        foreach (var token in said.Tokens.Where(token => token.Length == 1).OrderBy(token => token.Place))
        {
            var cut = clauses.Count == 0;
            for (var place = last + 1; place <= token.Place && !cut; place++) cut = Reading.Stops(said.Forms[place]) || Joining.Contains(said.Forms[place]);
            if (cut) clauses.Add([]);
            clauses[^1].Add(token);
            last = token.Place;
        }

        for (var at = clauses.Count - 1; at > 0; at--)
        {
            if (clauses[at].Count(token => !token.Light) >= Least) continue;
            clauses[at - 1].AddRange(clauses[at]);
            clauses.RemoveAt(at);
        }

        return clauses;
    }
}
