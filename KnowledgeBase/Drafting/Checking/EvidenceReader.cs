using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Reads the evidence for one sentence against what carries it.</summary>
internal sealed partial class EvidenceReader
{
    /// <summary>Grammar whose company matters: « avant de », « par la banque ».</summary>
    private static readonly HashSet<string> Bigrams =
    [
        "ne", "pas", "sans", "avant", "apres", "meme", "si", "seulement", "plus", "moins", "tous", "toute", "toutes", "chaque", "il", "peut", "doit", "devez", "pouvez", "faut", "vous", "par", "pour", "aupres", "chez", "au", "aux", "en", "dans", "sur",
        "est", "sont", "et", "ou", "puis", "que", "qui", "afin", "car", "dont", "jamais", "toujours", "aucun", "aucune", "avec", "jusqu", "lui", "leur",
    ];

    /// <summary>Light words that are denied as others are: « ce n’est pas possible ».</summary>
    private static readonly HashSet<string> Predicates = [.. ((string[])["possible", "utile", "nécessaire", "obligatoire", "convient", "conviennent", "suffit", "permet", "permettent", "indispensable", "interdit", "sert", "servent"]).Select(word => Verbs.Root(Folding.Fold(word)))];

    /// <summary>Kinds of doubt: a sentence that raises none is all but a copy.</summary>
    private static readonly string[][] Alarms =
    [
        ["unsupported"], ["critical"], ["denials"], ["turned"], ["conditions dropped"], ["numbers swapped", "numbers split", "numbers elsewhere"], ["may came", "must came", "may lost", "must without need"], ["crosswise", "crosswise inside", "to and fro inside"],
        ["all came", "always came", "only came", "never came", "usually went", "even came"], ["critical moved"], ["from vous", "to vous"], ["must said"], ["split"], ["before came", "before went", "after came"], ["names missing", "names elsewhere"],
    ];

    private readonly string sentence;
    private readonly Reading said;
    private readonly IReadOnlyList<ReadPassage> cited;
    private readonly List<ReadPassage> others;
    private readonly List<(IReadOnlyList<Token> Clause, Carrier Choice)> choices;
    private readonly List<ReadUnit> units;
    private readonly List<ReadUnit> chosen;
    private readonly List<ReadUnit> near;
    private readonly List<Reading> reads;
    private readonly List<Token> given;
    private readonly List<Pairing> aligned = [];
    private readonly List<string> names = [];
    private readonly List<double> signals = [];
    private readonly List<string> marks = [];

    public EvidenceReader(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, IReadOnlyList<ReadPassage> all)
    {
        (this.sentence, this.said, this.cited) = (sentence, said, cited);
        others = [.. all.Where(passage => !cited.Contains(passage))];
        choices = [.. Clauses.Of(said).Select(clause => (clause, Carrier.Best(said, clause, cited)))];
        units = [.. cited.SelectMany(passage => passage.Units)];
        chosen = [.. choices.SelectMany(choice => choice.Choice.Units).Distinct()];
        near = [.. choices.SelectMany(choice => choice.Choice.Neighbours).Concat(chosen).Distinct()];
        reads = chosen.ConvertAll(unit => unit.Read);
        given = [.. reads.SelectMany(read => read.Tokens).Where(token => token.Length == 1)];
    }

    private enum Level
    {
        Carrier, Near, Cited, About, Uncited, Nowhere,
    }

    public (IReadOnlyList<string> Names, Evidence Evidence) Read(Reading? before)
    {
        Align();
        Words();
        Grammar();
        Shape();
        Pairs();
        Switches();
        Names();
        Denials();
        Turns();
        Conditions();
        Numbers();
        Letters();
        Followed();
        var rule = Support.Refuses(sentence, said, cited, before);
        foreach (var reason in (CheckReason[])[CheckReason.None, CheckReason.Unsupported, CheckReason.Order, CheckReason.Negation, CheckReason.Number, CheckReason.Quantifier, CheckReason.Modality]) Say("rule " + reason, rule == reason ? 1 : 0);
        Say("alarms", Alarms.Count(names => names.Any(name => signals[this.names.IndexOf(name)] > 0)) + (rule is CheckReason.None ? 0 : 1));
        return (names, new Evidence([.. signals], marks, rule));
    }

    private void Say(string name, double value)
    {
        names.Add(name);
        signals.Add(value);
    }

    private static bool IsNumber(Token word) => char.IsAsciiDigit(word.Form[0]);

    /// <summary>« convient », « possible »: it adds nothing by itself, but denied it says the reverse.</summary>
    private static bool IsWeak(Token word) => word.Light && word.Form.Length > 3 && !IsNumber(word) && !Filler.Contains(word.Form) && !Facts.IsUnit(word.Form);

    /// <summary>What tells one place from another: words of sense, numbers, and words that exclude each other.</summary>
    private static bool IsAnchor(Token word) => !word.Light || IsNumber(word) || Contrasts.Built.Of(word.Root).Count > 0 || IsWeak(word);

    /// <summary>Which word of its carrier each word of the sentence stands for.</summary>
    private void Align()
    {
        foreach (var (clause, choice) in choices)
        {
            foreach (var word in clause.Where(word => !word.Light || IsWeak(word) || Predicates.Contains(word.Root)))
            {
                var there = choice.Units.SelectMany(unit => unit.Read.Tokens.Where(token => token.Length == 1 && Support.Same(word, token)).Select(token => (Token: token, unit.Place))).ToList();
                if (there.Count == 0) continue;

                // The word itself before its equals: « éteignez » is not what « débranchez » beside it says.
                if (there.Exists(pair => pair.Token.Root == word.Root)) there.RemoveAll(pair => pair.Token.Root != word.Root);
                var same = there.FindIndex(pair => pair.Token.Form == word.Form);
                var (token, place) = there[Math.Max(0, same)];
                aligned.Add(new Pairing(word, token, place, [.. there.Select(pair => pair.Token)]));
            }
        }

        aligned.Sort((one, other) => one.Said.Place.CompareTo(other.Said.Place));
    }

    private Level LevelOf(Token word, Carrier choice)
    {
        if (choice.Units.Exists(unit => Support.Says(unit.Read, said, word))) return Level.Carrier;
        if (near.Exists(unit => Support.Says(unit.Read, said, word))) return Level.Near;
        if (cited.Any(passage => Support.Says(passage.Whole, said, word))) return Level.Cited;
        if (cited.Any(passage => Support.Says(passage.About, said, word))) return Level.About;
        return others.Exists(passage => Support.Says(passage.Whole, said, word)) ? Level.Uncited : Level.Nowhere;
    }

    /// <summary>Words of sense, by how far from their carrier they stand.</summary>
    private void Words()
    {
        var (counts, weights, classes) = (new double[6], new double[6], new double[Contrasts.Built.Classes.Count]);
        var (total, worst, hard, soft, moved, weak) = (0.001, 0.0, 0.0, 0.0, 0.0, 0.0);
        var (orders, adverbs, infinitives, unknown, known) = (0, 0, 0, 0, 0);
        var (nouns, verbs, grouped, things, opposites) = (0, 0, 0, 0, 0);
        var (slots, slotContrasts, insertions, byOther) = (0, 0.0, 0, 0.0);
        var givenContrasts = given.SelectMany(token => Contrasts.Built.Of(token.Root)).ToHashSet();
        var saidContrasts = said.Tokens.SelectMany(token => Contrasts.Built.Of(token.Root)).ToHashSet();
        foreach (var (clause, choice) in choices)
        {
            foreach (var word in clause)
            {
                var contrasts = Contrasts.Built.Of(word.Root);
                if (IsNumber(word) || (word.Light && contrasts.Count == 0 && !IsWeak(word))) continue;
                var level = LevelOf(word, choice);
                var absent = level >= Level.Uncited;
                if (level >= Level.Near)
                {
                    foreach (var contrast in contrasts)
                    {
                        var siblings = givenContrasts.Where(other => other.Line == contrast.Line && other.Value != contrast.Value).ToList();
                        var sibling = siblings.Count > 0 && !givenContrasts.Contains(contrast);
                        var dropped = sibling && siblings.Exists(other => !saidContrasts.Contains(other));
                        if (dropped) hard += absent ? 1 : 0.5;
                        else if (sibling) soft += absent ? 1 : 0.5;
                        if (absent) classes[contrast.Class]++;
                        marks.Add($"{(dropped ? "swap" : "class")}:{Contrasts.Built.Classes[contrast.Class]}");
                    }

                    if (contrasts.Count > 0 && !absent) moved++;
                    var fillers = SlotOf(word);
                    if (fillers.Count > 0) slots++;
                    else if (absent) insertions++;
                    if (fillers.Exists(filler => Contrasts.Built.Of(filler.Root).Any(other => contrasts.Any(contrast => contrast.Line == other.Line && contrast.Value != other.Value)))) slotContrasts += absent ? 1 : 0.5;
                    if (absent && reads.Exists(read => read.Tokens.Any(token => token.Length == 1 && !Support.Says(said, said, token) && Contrasts.Built.Of(token.Root).Any(other => Contrasts.Built.Classes[other.Class] == "opposite" && contrasts.Any(contrast => contrast.Line == other.Line && contrast.Value != other.Value))))) opposites++;
                    foreach (var filler in fillers) marks.Add($"for:{word.Root}>{filler.Root}");
                }
                else if (aligned.Find(pair => pair.Said == word) is { } pair && pair.Given.Root != word.Root && !Verbs.Related(pair.Given.Root, word.Root))
                {
                    byOther++;
                    marks.Add($"by:{word.Root}>{pair.Given.Root}");
                }

                if (word.Light)
                {
                    if (absent) weak++;
                    continue;
                }

                var rarity = Rarity.Of(word.Root);
                counts[(int)level]++;
                weights[(int)level] += rarity;
                total += rarity;
                if (level is Level.Near or Level.Cited or Level.About) marks.Add("moved:" + word.Root);
                if (!absent) continue;
                worst = Math.Max(worst, rarity);
                if (word.Form.EndsWith("ez", StringComparison.Ordinal)) orders++;
                if (word.Form.EndsWith("ment", StringComparison.Ordinal)) adverbs++;
                if (word.Form.EndsWith("er", StringComparison.Ordinal) || word.Form.EndsWith("ir", StringComparison.Ordinal) || word.Form.EndsWith("re", StringComparison.Ordinal)) infinitives++;
                var noun = IsNoun(word);
                if (noun) nouns++;
                else verbs++;
                if (word.Groups.Count > 0) grouped++;
                if (noun && word.Groups.Count == 0) things++;
                if (rarity >= 1) unknown++;
                else known++;
                marks.Add("in:" + word.Root);
                if (word.Form.Length > 4) marks.Add("end:" + word.Form[^3..]);
            }
        }

        Say("words", Math.Log(1 + counts.Sum()));
        foreach (var level in Enum.GetValues<Level>())
        {
            Say("count " + level, counts[(int)level]);
            Say("share " + level, weights[(int)level] / total);
        }

        Say("unsupported", counts[4] + counts[5]);
        Say("unsupported weight", weights[4] + weights[5]);
        Say("unsupported share", (weights[4] + weights[5]) / total);
        Say("outside carrier", counts.Skip(1).Sum());
        Say("outside carrier share", weights.Skip(1).Sum() / total);
        Say("rarest unsupported", worst);
        Say("weak", weak);
        Say("orders", orders);
        Say("adverbs", adverbs);
        Say("infinitives", infinitives);
        Say("unknown to articles", unknown);
        Say("known to articles", known);
        Say("nouns", nouns);
        Say("verbs", verbs);
        Say("with known equals", grouped);
        Say("things", things);
        Say("contrast", hard);
        Say("contrast beside", soft);
        Say("critical moved", moved);
        Say("slots", slots);
        Say("slot contrasts", slotContrasts);
        Say("insertions", insertions);
        Say("opposites", opposites);
        Say("by another word", byOther);
        Say("by another share", byOther / Math.Max(1, aligned.Count));
        for (var at = 0; at < classes.Length; at++) Say("critical " + Contrasts.Built.Classes[at], classes[at]);
        Say("critical", classes.Sum());
    }

    /// <summary>What stands in the carrier where a word was put: between the words around it that both have.</summary>
    private List<Token> SlotOf(Token word)
    {
        var left = aligned.FindLast(pair => pair.Said.Place < word.Place && word.Place - pair.Said.Place <= 5);
        var right = aligned.Find(pair => pair.Said.Place > word.Place && pair.Said.Place - word.Place <= 5);
        if (left is null && right is null) return [];
        var unit = (left ?? right)!.Unit;
        var (from, to) = left is not null && right is not null && left.Unit == right.Unit && left.Given.Place < right.Given.Place && right.Given.Place - left.Given.Place <= 9
            ? (left.Given.Place + 1, right.Given.Place - 1) : left is not null ? (left.Given.Place + 1, left.Given.Place + 5) : (right!.Given.Place - 5, right.Given.Place - 1);
        return [.. chosen.Where(one => one.Place == unit).SelectMany(one => one.Read.Tokens).Where(token => token.Length == 1 && token.Place >= from && token.Place <= to && (!token.Light || Contrasts.Built.Of(token.Root).Count > 0) && !IsNumber(token) && !Support.Says(said, said, token)).Take(3)];
    }

    /// <summary>Words of grammar that came, and all words that went.</summary>
    private void Grammar()
    {
        var formsGiven = reads.SelectMany(read => read.Forms).ToHashSet(StringComparer.Ordinal);
        var formsCited = cited.SelectMany(passage => passage.Whole.Forms).ToHashSet(StringComparer.Ordinal);
        var formsSaid = said.Forms.ToHashSet(StringComparer.Ordinal);
        var came = 0;
        foreach (var token in said.Tokens.Where(token => token.Length == 1 && token.Light && !formsGiven.Contains(token.Form) && !reads.Exists(read => Support.Says(read, said, token))))
        {
            came++;
            marks.Add("grammar:" + token.Form);
            if (!formsCited.Contains(token.Form)) marks.Add("new:" + token.Form);
        }

        var (lost, left, leftWeight, givenWeight, critical) = (0, 0, 0.0, 0.001, 0);
        foreach (var token in given)
        {
            if (!token.Light) givenWeight += Rarity.Of(token.Root);
            if (formsSaid.Contains(token.Form) || Support.Says(said, said, token)) continue;
            if (Contrasts.Built.Of(token.Root).Count > 0) critical++;
            if (token.Light)
            {
                lost++;
                marks.Add("lost:" + token.Form);
            }
            else
            {
                left++;
                leftWeight += Rarity.Of(token.Root);
                marks.Add("left:" + token.Root);
            }
        }

        for (var at = 0; at + 1 < said.Forms.Count; at++)
        {
            var (one, other) = (said.Forms[at], said.Forms[at + 1]);
            if (Bigrams.Contains(one) && !Reading.Stops(other) && other.Length > 1 && !reads.Exists(read => Follows(read.Forms, one, other))) marks.Add($"two:{one}_{Verbs.Root(other)}");
        }

        Say("grammar", came);
        Say("lost grammar", lost);
        Say("left", left);
        Say("left share", leftWeight / givenWeight);
        Say("left critical", critical);
    }

    /// <summary>How the clauses lie on their carriers.</summary>
    private void Shape()
    {
        Say("clauses", choices.Count);
        Say("carriers", chosen.Count);
        Say("carriers spread", chosen.Count == 0 ? 0 : chosen.Max(unit => unit.Place) - chosen.Min(unit => unit.Place));
        Say("pairs", choices.Count(choice => choice.Choice.Units.Count > 1));
        Say("worst clause", choices.Select(choice => choice.Choice.Share).DefaultIfEmpty(1).Min());
        Say("worst alone", choices.Select(choice => choice.Choice.Alone).DefaultIfEmpty(1).Min());
        Say("gained by two", choices.Select(choice => choice.Choice.Share - choice.Choice.Alone).DefaultIfEmpty(0).Max());
        Say("first clause", choices.Count == 0 ? 1 : choices[0].Choice.Share);
        Say("last clause", choices.Count == 0 ? 1 : choices[^1].Choice.Share);
    }

    private void Numbers()
    {
        var numbers = Facts.Numbers(sentence);
        Say("numbers", numbers.Count);
        Say("numbers elsewhere", numbers.Count(number => !reads.Exists(read => read.Forms.Any(form => form.Replace(" ", "", StringComparison.Ordinal) == number.Value))));
        Say("numbers swapped", Counted.Swapped(said, reads) ? 1 : 0);
    }

    /// <summary>The letters, whatever the words, and whether what was not cited says it better.</summary>
    private void Letters()
    {
        var grams = GramsOf(said.Folded);
        var gramsGiven = reads.SelectMany(read => GramsOf(read.Folded)).ToHashSet();
        var gramsCited = cited.SelectMany(passage => passage.Grams).ToHashSet();
        Say("letters", grams.Count == 0 ? 1 : (double)grams.Count(gramsGiven.Contains) / grams.Count);
        Say("letters cited", grams.Count == 0 ? 1 : (double)grams.Count(gramsCited.Contains) / grams.Count);
        Say("length", Math.Log((said.Forms.Count + 1.0) / (reads.Sum(read => read.Forms.Count) + 1.0)));
        Say("long", said.Forms.Count);
        Say("copied", reads.Select(read => Copied(read.Forms)).DefaultIfEmpty(0).Max());
        var words = said.Tokens.Where(token => token.Length == 1 && !token.Light && !IsNumber(token)).ToList();
        double Covered(ReadPassage passage) => words.Count == 0 ? 1 : words.Average(word => Support.Says(passage.Whole, said, word) ? 1.0 : 0.0);
        var best = cited.Select(Covered).DefaultIfEmpty(0).Max();
        Say("cited best", best);
        Say("uncited better", others.Select(Covered).DefaultIfEmpty(0).Max() - best);
        Say("others", others.Count);
    }

    /// <summary>How the sentence can be followed word by word in what it cites.</summary>
    private void Followed()
    {
        var way = Alignment.Of(said, units);
        Say("way", way.Cost);
        Say("way a word", way.Cost / Math.Max(1, way.Words));
        Say("way exact", (double)way.Matched.Exact / Math.Max(1, way.Words));
        Say("way other endings", way.Matched.Root);
        Say("way by equals", way.Matched.Equal);
        Say("way grammar in", way.In.Light);
        Say("way words in", way.In.Sense);
        Say("way critical in", way.In.Critical);
        Say("way grammar over", way.Over.Light);
        Say("way words over", way.Over.Sense);
        Say("way critical over", way.Over.Critical);
        Say("way leaps", way.Leaps.AtBoundary);
        Say("way leaps within", way.Leaps.Within);
        Say("way leaps back", way.Leaps.Back);
        Say("way conditions left", way.Left.Conditions);
        Say("way limits left", way.Left.Limits);
        Say("way questions left", way.Left.Questions);
        Say("quotation", way.IsQuotation ? 1 : 0);
        Say("opens a list", sentence.EndsWith(':') ? 1 : 0);
    }

    /// <summary>How much of the sentence stands word for word and in one piece in a text, 0 to 1.</summary>
    private double Copied(IReadOnlyList<string> text)
    {
        string[] words = [.. said.Forms.Where(form => !Reading.Stops(form))], there = [.. text.Where(form => !Reading.Stops(form))];
        var (run, longest) = (new int[there.Length + 1], 0);
        foreach (var word in words)
        {
            for (var at = there.Length; at > 0; at--) longest = Math.Max(longest, run[at] = word == there[at - 1] ? run[at - 1] + 1 : 0);
        }

        return words.Length == 0 ? 1 : (double)longest / words.Length;
    }

    /// <summary>All groups of four letters, each as one number.</summary>
    internal static HashSet<long> GramsOf(string folded)
    {
        var grams = new HashSet<long>();
        for (var at = 0; at + 4 <= folded.Length; at++) grams.Add(((long)folded[at] << 48) | ((long)folded[at + 1] << 32) | ((long)folded[at + 2] << 16) | folded[at + 3]);
        return grams;
    }

    /// <summary>An article or a preposition stands before it.</summary>
    private bool IsNoun(Token word) => word.Place > 0 && said.Forms[word.Place - 1] is "le" or "la" or "les" or "l" or "un" or "une" or "des" or "du" or "de" or "d" or "au" or "aux" or "en" or "votre" or "vos" or "son" or "sa" or "ses" or "leur" or "leurs" or "par" or "chez" or "sur" or "avec" or "ce" or "cette" or "ces" or "dans" or "autre" or "sans" or "chaque";

    private static bool Follows(IReadOnlyList<string> forms, string one, string other)
    {
        for (var at = 0; at + 1 < forms.Count; at++)
        {
            if (forms[at] == one && (forms[at + 1] == other || Verbs.Root(forms[at + 1]) == Verbs.Root(other))) return true;
        }

        return false;
    }

    /// <summary>A word and what it stands for.</summary>
    private sealed record Pairing(Token Said, Token Given, int Unit, List<Token> All);
}
