namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>« peut » and « doit ».</summary>
internal static class Modals
{
    public static bool Refuse(Reading said, List<Reading> reads)
    {
        var (may, must) = (reads.Exists(read => read.SaysMay), reads.Exists(read => read.SaysMust || read.Commands));
        if (said.SaysMust && !must && may) return true;
        if (said.SaysMay && !may && reads.Exists(read => read.SaysMust)) return true;

        // What only may be is stated: « peut coûter » is not « coûte ».
        foreach (var word in said.Tokens)
        {
            if (word.Light || word.Modal == 'm' || said.SaysMay || said.Commands) continue;
            var there = reads.SelectMany(read => read.Tokens).Where(token => Support.Same(word, token)).ToList();
            if (there.Count > 0 && there.TrueForAll(token => token.Modal == 'm')) return true;
        }

        return false;
    }
}
