namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Whether passages say what a sentence says: by the words of sense, the numbers, « ne… pas », « peut » and « doit », « tous » and « certains », and what comes first.</summary>
internal static class Support
{
    public static CheckReason Refuses(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, Reading? before)
    {
        foreach (var number in Facts.Numbers(sentence))
        {
            if (!cited.Any(passage => passage.Numbers.Any(other => Same(number, other)))) return CheckReason.Number;
        }

        if (Facts.Contacts(sentence).Any(contact => !cited.Any(passage => passage.Contacts.Contains(contact)))) return CheckReason.Contact;
        var units = cited.SelectMany(passage => passage.Units).ToList();
        var words = said.Tokens.Where(token => !token.Light).ToList();
        if (words.Count == 0) return CheckReason.None;

        // The passage units that carry the sentence: as few as hold all its words.
        var chosen = Cover(words, units, out var missing);
        if (missing.Count > 0) return CheckReason.Unsupported;
        var reads = chosen.ConvertAll(at => units[at].Read);
        if (Denial(words, reads)) return CheckReason.Negation;
        if (Quantifiers.Refuse(said, reads)) return CheckReason.Quantifier;
        if (Modals.Refuse(said, reads)) return CheckReason.Modality;
        return Sequence.Refuses(said, cited) ? CheckReason.Order : CheckReason.None;
    }

    /// <summary>Whether two words say the same.</summary>
    public static bool Same(Token one, Token other)
    {
        if (one.Form == other.Form) return true;
        if (one.Groups.Count > 0 && other.Groups.Count > 0 && one.Groups.Any(other.Groups.Contains)) return true;
        if (one.Root.Length == 0 || other.Root.Length == 0 || char.IsAsciiDigit(one.Form[0]) || char.IsAsciiDigit(other.Form[0])) return false;
        if (one.Root == other.Root) return true;
        var (shorter, longer) = one.Root.Length <= other.Root.Length ? (one.Root, other.Root) : (other.Root, one.Root);

        // « sign » and « signature », « declar » and « declaration »: one word and what is made from it.
        return shorter.Length >= 4 && longer.StartsWith(shorter, StringComparison.Ordinal) && longer.Length - shorter.Length <= 6;
    }

    private static bool Same(Quantity said, Quantity given) => said.Value == given.Value && (said.Unit == given.Unit || said.Unit.Length == 0 || given.Unit.Length == 0);

    /// <summary>Greedily, the units with most of the words that are still missing.</summary>
    private static List<int> Cover(List<Token> words, List<(string Text, Reading Read)> units, out List<Token> missing)
    {
        var chosen = new List<int>();
        missing = [.. words.DistinctBy(word => word.Form)];
        while (missing.Count > 0)
        {
            var (best, most) = (-1, 0);
            for (var at = 0; at < units.Count; at++)
            {
                if (chosen.Contains(at)) continue;
                var count = missing.Count(word => units[at].Read.Tokens.Any(token => Same(word, token)));
                if (count > most) (best, most) = (at, count);
            }

            if (best < 0) return chosen;
            chosen.Add(best);
            missing.RemoveAll(word => units[best].Read.Tokens.Any(token => Same(word, token)));
        }

        return chosen;
    }

    /// <summary>A word that is denied on one side alone.</summary>
    private static bool Denial(List<Token> words, List<Reading> reads)
    {
        foreach (var word in words)
        {
            if (word.Polarity is Polarity.Either) continue;
            var there = reads.SelectMany(read => read.Tokens).Where(token => Same(word, token)).ToList();
            if (there.Count == 0) continue;
            if (word.Polarity is Polarity.Denied && there.TrueForAll(token => token.Polarity is Polarity.Plain)) return true;
            if (word.Polarity is Polarity.Plain && there.TrueForAll(token => token.Polarity is Polarity.Denied)) return true;
        }

        return false;
    }
}
