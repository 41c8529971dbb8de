using System.Text.RegularExpressions;
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

    /// <summary>« ne… pas », « peut », « doit » and who does it, at words that both have.</summary>
    private void Denials()
    {
        var (denied, undenied, weakDenied, weakUndenied, toVous, fromVous) = (0, 0, 0, 0, 0, 0);
        var (mayLost, mayCame, mustCame, otherSubject, either) = (0, 0, 0, 0, 0);
        foreach (var (word, original, _, all) in aligned.Where(pair => !pair.Said.Light || Predicates.Contains(pair.Said.Root)))
        {
            var plainThere = all.TrueForAll(token => token.Polarity is Polarity.Plain);
            var deniedThere = all.TrueForAll(token => token.Polarity is Polarity.Denied);
            if (word.Polarity is Polarity.Denied && plainThere) (denied, weakDenied) = word.Light ? (denied, weakDenied + 1) : (denied + 1, weakDenied);
            if (word.Polarity is Polarity.Plain && deniedThere) (undenied, weakUndenied) = word.Light ? (undenied, weakUndenied + 1) : (undenied + 1, weakUndenied);
            if ((word.Polarity is Polarity.Denied && plainThere) || (word.Polarity is Polarity.Plain && deniedThere)) marks.Add("why:" + word.Form);
            if (word.Light) continue;
            if (word.Polarity is Polarity.Either != all.Exists(token => token.Polarity is Polarity.Either)) either++;
            if (word.Modal == 'm' && all.TrueForAll(token => token.Modal == 'u')) mayCame++;
            if (word.Modal == 'u' && all.TrueForAll(token => token.Modal == 'm')) mustCame++;
            if (word.Modal == ' ' && all.TrueForAll(token => token.Modal == 'm')) mayLost++;
            var (here, there) = (word.Form, original.Form);
            if (here.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(there)) toVous++;
            if (there.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(here)) fromVous++;
            if (here != there && here.Length > 3 && there.Length > 3) marks.Add($"turn:{here[^2..]}>{there[^2..]}");
            if (SubjectIn(said, word) is { } subject && reads.Select(read => SubjectIn(read, original)).FirstOrDefault(one => one is not null) is { } givenSubject && subject != givenSubject && IsVerb(here) && IsVerb(there)) otherSubject++;
        }

        var (negations, negationsGiven) = (TurnsOfPhrase.Denials(said.Folded), reads.Sum(read => TurnsOfPhrase.Denials(read.Folded)));
        Say("denied", denied);
        Say("not denied", undenied);
        Say("weak denied", weakDenied);
        Say("weak not denied", weakUndenied);
        Say("negations", negations);
        Say("negations given", negationsGiven);
        Say("more negations", negations - negationsGiven);
        Say("denials", denied + undenied + weakDenied + weakUndenied);
        Say("either", either);
        Say("may came", mayCame);
        Say("must came", mustCame);
        Say("may lost", mayLost);
        Say("to vous", toVous);
        Say("from vous", fromVous);
        Say("other subject", otherSubject);
        Say("may", (said.SaysMay ? 1 : 0) - (reads.Exists(read => read.SaysMay) ? 1 : 0));
        Say("must", (said.SaysMust ? 1 : 0) - (reads.Exists(read => read.SaysMust || read.Commands) ? 1 : 0));
        Say("must said", said.SaysMust && !reads.Exists(read => read.SaysMust) ? 1 : 0);
        Say("must without need", said.SaysMust && !NoNeed().IsMatch(said.Folded) && near.Exists(unit => NoNeed().IsMatch(unit.Read.Folded)) ? 1 : 0);
        Say("commands", (said.Commands ? 1 : 0) - (reads.Exists(read => read.Commands) ? 1 : 0));
    }

    private void Turns()
    {
        foreach (var (name, pattern) in TurnsOfPhrase.All)
        {
            // « Vous avez 18 ans ? Portez plainte » is « si vous avez 18 ans, portez plainte »; so is what stands below a heading.
            var asked = name is "if" or "when" && chosen.Exists(unit => unit.IsPoint || unit.Read.Forms.Any(form => form is "?" or ":"));
            var (here, there) = (pattern.IsMatch(said.Folded), asked || reads.Exists(read => pattern.IsMatch(read.Folded)));
            Say(name + " came", here && !there ? 1 : 0);
            Say(name + " went", !here && there && !asked ? 1 : 0);
        }

        Say("quantifiers", Quantifiers.Refuse(said, reads) ? 1 : 0);
        Say("modals", Modals.Refuse(said, reads) ? 1 : 0);
        Say("sequence", Sequence.Refuses(said, cited) ? 1 : 0);
    }

    /// <summary>Conditions of the carrier that the sentence does not have, and its own that the carrier does not have.</summary>
    private void Conditions()
    {
        Say("conditions dropped", reads.Select(read => Missing(read.Folded, said)).DefaultIfEmpty(0).Max());
        Say("conditions made up", TurnsOfPhrase.ConditionsOf(said.Folded).Select(condition => Uncovered(condition, token => reads.Exists(read => Support.Says(read, said, token)))).DefaultIfEmpty(0).Max());

        double Missing(string folded, Reading by) => TurnsOfPhrase.ConditionsOf(folded).Select(condition => Uncovered(condition, token => Support.Says(by, by, token))).DefaultIfEmpty(0).Max();

        static double Uncovered(string condition, Func<Token, bool> covered)
        {
            var words = Reading.Of(condition).Tokens.Where(token => token.Length == 1 && (!token.Light || IsNumber(token))).ToList();
            return words.Count == 0 ? 0 : words.Average(token => covered(token) ? 0.0 : 1.0);
        }
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

    /// <summary>Whose doing a word is: « vous », or the word of sense before it in its clause.</summary>
    private static string? SubjectIn(Reading read, Token word)
    {
        for (var at = word.Place - 1; at >= 0 && at > word.Place - 8; at--)
        {
            if (at >= read.Forms.Count || Reading.Stops(read.Forms[at])) break;
            if (read.Forms[at] is "vous" && !word.Form.EndsWith("ez", StringComparison.Ordinal)) continue;
            var token = read.Tokens.FirstOrDefault(token => token.Place == at && token.Length == 1);
            if (token.Form is not null && !token.Light) return token.Root;
        }

        return word.Form.EndsWith("ez", StringComparison.Ordinal) ? "vous" : null;
    }

    /// <summary>An article or a preposition stands before it.</summary>
    private bool IsNoun(Token word) => word.Place > 0 && said.Forms[word.Place - 1] is "le" or "la" or "les" or "l" or "un" or "une" or "des" or "du" or "de" or "d" or "au" or "aux" or "en" or "votre" or "vos" or "son" or "sa" or "ses" or "leur" or "leurs" or "par" or "chez" or "sur" or "avec" or "ce" or "cette" or "ces" or "dans" or "autre" or "sans" or "chaque";

    private static bool IsVerb(string form) => form.EndsWith("ez", StringComparison.Ordinal) || form.EndsWith('e') || form.EndsWith("ent", StringComparison.Ordinal) || form.EndsWith('t');

    private static bool ThirdPerson(string form) => form.EndsWith('e') || form.EndsWith("ent", StringComparison.Ordinal) || form.EndsWith('t') || form.EndsWith('a');

    private static bool Follows(IReadOnlyList<string> forms, string one, string other)
    {
        for (var at = 0; at + 1 < forms.Count; at++)
        {
            if (forms[at] == one && (forms[at + 1] == other || Verbs.Root(forms[at + 1]) == Verbs.Root(other))) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:pas|plus|aucun|jamais)\s+(?:besoin|necessaire|obligatoire|obligee?s?|tenue?s?|exigee?s?)\b|\binutile\b|\bfacultati\w+|\bvous\s+n'avez\s+pas\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoNeed();

    [GeneratedRegex(@"(?<=[\p{L}\d,;:»)] (?:[ldLD]['’])?|« )\p{Lu}[\p{L}\d]+", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    /// <summary>A word and what it stands for.</summary>
    private sealed record Pairing(Token Said, Token Given, int Unit, List<Token> All);
}
