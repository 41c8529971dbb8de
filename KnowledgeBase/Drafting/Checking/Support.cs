namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Whether passages say what a sentence says: by the words of sense, the numbers, « ne… pas », « peut » and « doit », « tous » and « certains », and what comes first.</summary>
internal static class Support
{
    public static CheckReason Refuses(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, Reading? before)
    {
        if (Veto(sentence, cited) is { } veto and not CheckReason.None) return veto;
        var units = cited.SelectMany(passage => passage.Units).ToList();
        var about = cited.Select(passage => passage.About).ToList();
        var words = said.Tokens.Where(token => !token.Light).ToList();
        if (words.Count == 0) return CheckReason.None;

        // Each clause is said in one place: words gathered from three sentences say something else.
        var chosen = new List<Reading>();
        foreach (var clause in Clauses.Of(said))
        {
            var carriers = Carriers(said, clause, units, about).ToList();
            if (carriers.Count == 0) return words.Exists(word => !units.Exists(unit => Says(unit.Read, said, word)) && !about.Exists(one => Says(one, said, word))) ? CheckReason.Unsupported : CheckReason.Order;

            // One sentence is enough to say it; of two together none may deny it.
            var single = carriers.Exists(one => one.Count <= 1);
            if (!single && carriers.Exists(one => Denial(said, clause, one))) return CheckReason.Negation;
            if (carriers.Find(one => (!single || one.Count <= 1) && !Denial(said, clause, one)) is not { } carrier) return CheckReason.Negation;
            if (Counted.Swapped(said, carrier)) return CheckReason.Number;
            chosen.AddRange(carrier);
        }

        if (chosen.Count == 0) return CheckReason.None;
        if (Quantifiers.Refuse(said, chosen)) return CheckReason.Quantifier;
        if (Modals.Refuse(said, chosen)) return CheckReason.Modality;
        return Sequence.Refuses(said, cited) ? CheckReason.Order : CheckReason.None;
    }

    /// <summary>A number or an address that the passages do not have: nothing excuses it.</summary>
    public static CheckReason Veto(string sentence, IReadOnlyList<ReadPassage> cited)
    {
        foreach (var number in Facts.Numbers(sentence))
        {
            if (!cited.Any(passage => passage.Numbers.Any(other => Same(number, other)))) return CheckReason.Number;
        }

        return Facts.Contacts(sentence).Any(contact => !cited.Any(passage => passage.Contacts.Contains(contact))) ? CheckReason.Contact : CheckReason.None;
    }

    /// <summary>Whether two words say the same.</summary>
    public static bool Same(Token one, Token other)
    {
        if (one.Form == other.Form) return true;
        if (Share(one.Groups, other.Groups)) return true;
        if (one.Root.Length == 0 || other.Root.Length == 0 || char.IsAsciiDigit(one.Form[0]) || char.IsAsciiDigit(other.Form[0])) return false;
        if (one.Root == other.Root) return true;
        return Verbs.Related(one.Root, other.Root);
    }

    private static bool Share(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        if (other.Count == 0) return false;
        for (var at = 0; at < one.Count; at++)
        {
            for (var with = 0; with < other.Count; with++)
            {
                if (one[at] == other[with]) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text has a word, or an expression that the word belongs to.</summary>
    public static bool Says(Reading text, Reading said, Token word)
    {
        foreach (var token in text.Tokens)
        {
            if (Same(word, token)) return true;
        }

        foreach (var phrase in said.Phrases)
        {
            if (phrase.Place > word.Place || word.Place >= phrase.Place + phrase.Length) continue;
            foreach (var token in text.Tokens)
            {
                if (Same(phrase, token)) return true;
            }
        }

        return false;
    }

    private static bool Same(Quantity said, Quantity given) => said.Value == given.Value && (said.Unit == given.Unit || said.Unit.Length == 0 || given.Unit.Length == 0);

    /// <summary>What says all of a clause: a sentence or the point of a list, then two sentences that follow each other.</summary>
    private static IEnumerable<List<Reading>> Carriers(Reading said, IReadOnlyList<Token> clause, List<ReadUnit> units, List<Reading> about)
    {
        bool Has(Reading unit, Token word) => char.IsAsciiDigit(word.Form[0]) ? unit.Forms.Contains(word.Form) : Says(unit, said, word) || about.Exists(one => Says(one, said, word));
        var asked = clause.Where(word => !word.Light || char.IsAsciiDigit(word.Form[0])).ToList();
        if (asked.Count == 0) yield return [];
        if (asked.Count == 0) yield break;
        foreach (var unit in units)
        {
            if (asked.TrueForAll(word => Has(unit.Read, word))) yield return [unit.Read];
        }

        // Two sentences in a row may be said in one breath; a number, or the next point of a list, belongs where it stands.
        if (asked.Exists(word => char.IsAsciiDigit(word.Form[0]))) yield break;
        for (var at = 0; at + 1 < units.Count; at++)
        {
            var (one, other) = (units[at], units[at + 1]);
            if (!one.IsPoint && !other.IsPoint && asked.TrueForAll(word => Has(one.Read, word) || Has(other.Read, word))) yield return [one.Read, other.Read];
        }
    }

    /// <summary>A word that is denied on one side alone.</summary>
    private static bool Denial(Reading said, IReadOnlyList<Token> clause, List<Reading> carrier)
    {
        foreach (var word in clause)
        {
            if (word.Light || word.Polarity is Polarity.Either) continue;
            var there = carrier.SelectMany(read => read.Tokens).Where(token => Same(word, token)).ToList();
            if (there.Count == 0) continue;
            if (word.Polarity is Polarity.Denied && there.TrueForAll(token => token.Polarity is Polarity.Plain)) return true;
            if (word.Polarity is Polarity.Plain && there.TrueForAll(token => token.Polarity is Polarity.Denied)) return true;
        }

        // « vous-même »: who does it is part of what is said.
        return said.Folded.Contains("vous-meme", StringComparison.Ordinal) && carrier.Count > 0 && clause.Any(word => word.Form == "meme") && !carrier.Exists(read => read.Folded.Contains("vous-meme", StringComparison.Ordinal));
    }
}
