using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>What speaks for and against a sentence being said by the passages it cites: numbers a model weighs, and marks of single words.</summary>
/// <param name="Signals">One number for each of <see cref="Names"/>.</param>
/// <param name="Marks">Words put in, left out or moved, as terms like <c>in:gratuit</c>.</param>
/// <param name="Rule">What the strict rules say: they explain, and are evidence among others.</param>
internal sealed partial record Evidence(double[] Signals, IReadOnlyList<string> Marks, CheckReason Rule)
{
    /// <summary>The names of the signals, in their order.</summary>
    public static IReadOnlyList<string> Names => Named.Value;

    /// <summary>Reads the evidence for one sentence.</summary>
    /// <param name="sentence">Its text, without citations.</param>
    /// <param name="said">The same, read.</param>
    /// <param name="cited">What it cites.</param>
    /// <param name="all">All that could be cited.</param>
    /// <param name="before">The sentence before, or null.</param>
    public static Evidence Of(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, IReadOnlyList<ReadPassage> all, Reading? before)
    {
        var (_, signals, marks, rule) = Collect(sentence, said, cited, all, before);
        return new Evidence([.. signals], marks, rule);
    }

    private static readonly Lazy<List<string>> Named = new(() => Collect("", Reading.Of("Rien"), [new ReadPassage("Rien.")], [new ReadPassage("Rien.")], null).Names);

    private enum Level
    {
        Carrier, Near, Cited, About, Uncited, Nowhere,
    }

    private static (List<string> Names, List<double> Signals, List<string> Marks, CheckReason Rule) Collect(string sentence, Reading said, IReadOnlyList<ReadPassage> cited, IReadOnlyList<ReadPassage> all, Reading? before)
    {
        var (names, signals, marks) = (new List<string>(), new List<double>(), new List<string>());
        void Say(string name, double value)
        {
            names.Add(name);
            signals.Add(value);
        }

        var clauses = Clauses.Of(said);
        var choices = clauses.Select(clause => (Clause: clause, Choice: Carrier.Best(said, clause, cited))).ToList();
        var chosen = choices.SelectMany(choice => choice.Choice.Units).Distinct().ToList();
        var reads = chosen.ConvertAll(unit => unit.Read);
        var near = choices.SelectMany(choice => choice.Choice.Neighbours).Concat(chosen).Distinct().ToList();
        bool InCarrier(Token word) => reads.Exists(read => Support.Says(read, said, word));
        var others = all.Where(passage => !cited.Contains(passage)).ToList();

        // Words of sense, by how far from their carrier they stand.
        var counts = new double[6];
        var weights = new double[6];
        double total = 0.001, worst = 0;
        var (orders, adverbs, infinitives, unknown, known) = (0, 0, 0, 0, 0);
        var classes = new double[Contrasts.Built.Classes.Count];
        var (hard, soft, moved) = (0.0, 0.0, 0.0);
        var given = reads.SelectMany(read => read.Tokens).Where(token => token.Length == 1).ToList();
        var givenContrasts = given.SelectMany(token => Contrasts.Built.Of(token.Root)).ToHashSet();
        var saidContrasts = said.Tokens.SelectMany(token => Contrasts.Built.Of(token.Root)).ToHashSet();
        foreach (var (clause, choice) in choices)
        {
            foreach (var word in clause)
            {
                var contrasts = Contrasts.Built.Of(word.Root);
                if (word.Light && contrasts.Count == 0) continue;
                if (char.IsAsciiDigit(word.Form[0])) continue;
                var level = choice.Units.Exists(unit => Support.Says(unit.Read, said, word)) ? Level.Carrier
                    : near.Exists(unit => Support.Says(unit.Read, said, word)) ? Level.Near
                    : cited.Any(passage => Support.Says(passage.Whole, said, word)) ? Level.Cited
                    : cited.Any(passage => Support.Says(passage.About, said, word)) ? Level.About
                    : others.Exists(passage => Support.Says(passage.Whole, said, word)) ? Level.Uncited : Level.Nowhere;
                var rarity = Rarity.Of(word.Root);
                if (level >= Level.Near)
                {
                    foreach (var contrast in contrasts)
                    {
                        var sibling = givenContrasts.Any(other => other.Line == contrast.Line && other.Value != contrast.Value) && !givenContrasts.Contains(contrast);
                        var dropped = sibling && givenContrasts.Any(other => other.Line == contrast.Line && other.Value != contrast.Value && !saidContrasts.Contains(other));
                        if (dropped) hard += level >= Level.Uncited ? 1 : 0.5;
                        else if (sibling) soft += level >= Level.Uncited ? 1 : 0.5;
                        if (level >= Level.Uncited) classes[contrast.Class]++;
                        marks.Add($"{(dropped ? "swap" : "class")}:{Contrasts.Built.Classes[contrast.Class]}");
                    }

                    if (contrasts.Count > 0 && level < Level.Uncited) moved++;
                }

                if (word.Light) continue;
                counts[(int)level]++;
                weights[(int)level] += rarity;
                total += rarity;
                if (level >= Level.Uncited)
                {
                    worst = Math.Max(worst, rarity);
                    if (word.Form.EndsWith("ez", StringComparison.Ordinal)) orders++;
                    if (word.Form.EndsWith("ment", StringComparison.Ordinal)) adverbs++;
                    if (word.Form.EndsWith("er", StringComparison.Ordinal) || word.Form.EndsWith("ir", StringComparison.Ordinal) || word.Form.EndsWith("re", StringComparison.Ordinal)) infinitives++;
                    if (rarity >= 1) unknown++;
                    else known++;
                    marks.Add("in:" + word.Root);
                    if (word.Form.Length > 4) marks.Add("end:" + word.Form[^3..]);
                }
                else if (level >= Level.Near)
                {
                    marks.Add("moved:" + word.Root);
                }
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
        Say("orders", orders);
        Say("adverbs", adverbs);
        Say("infinitives", infinitives);
        Say("unknown to articles", unknown);
        Say("known to articles", known);
        Say("contrast", hard);
        Say("contrast beside", soft);
        Say("critical moved", moved);
        for (var at = 0; at < classes.Length; at++) Say("critical " + Contrasts.Built.Classes[at], classes[at]);
        Say("critical", classes.Sum());

        // Words of grammar that came or went.
        var (light, lost) = (0, 0);
        var formsGiven = reads.SelectMany(read => read.Forms).ToHashSet(StringComparer.Ordinal);
        var formsCited = cited.SelectMany(passage => passage.Whole.Forms).ToHashSet(StringComparer.Ordinal);
        foreach (var token in said.Tokens.Where(token => token.Length == 1 && token.Light && !formsGiven.Contains(token.Form) && !InCarrier(token)))
        {
            light++;
            marks.Add("grammar:" + token.Form);
            if (!formsCited.Contains(token.Form)) marks.Add("new:" + token.Form);
        }

        var formsSaid = said.Forms.ToHashSet(StringComparer.Ordinal);
        var (left, leftWeight, givenWeight) = (0, 0.0, 0.001);
        foreach (var token in given)
        {
            var gone = !formsSaid.Contains(token.Form) && !Support.Says(said, said, token);
            if (!token.Light) givenWeight += Rarity.Of(token.Root);
            if (!gone) continue;
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
            if (Reading.Stops(one) || Reading.Stops(other)) continue;
            if (!reads.Exists(read => Follows(read.Forms, one, other)) && one.Length > 1 && other.Length > 1 && Bigrams.Contains(one)) marks.Add($"two:{one}_{Verbs.Root(other)}");
        }

        Say("grammar", light);
        Say("lost grammar", lost);
        Say("left", left);
        Say("left share", leftWeight / givenWeight);

        // Clauses and their carriers.
        Say("clauses", clauses.Count);
        Say("carriers", chosen.Count);
        Say("carriers spread", choices.SelectMany(choice => choice.Choice.Units).Select(unit => unit.Place).DefaultIfEmpty(0).Max() - choices.SelectMany(choice => choice.Choice.Units).Select(unit => unit.Place).DefaultIfEmpty(0).Min());
        Say("pairs", choices.Count(choice => choice.Choice.Units.Count > 1));
        Say("worst clause", choices.Select(choice => choice.Choice.Share).DefaultIfEmpty(1).Min());
        Say("last clause", choices.Count == 0 ? 1 : choices[^1].Choice.Share);
        Say("first clause", choices.Count == 0 ? 1 : choices[0].Choice.Share);

        // « ne… pas ».
        var (denied, undenied, verbsTurned, verbsToVous) = (0, 0, 0, 0);
        var (mayLost, mayCame, mustCame) = (0, 0, 0);
        var (aligned, inOrder, far) = (new List<(Token Said, Token Given, int Unit)>(), 0, 0);
        foreach (var (clause, choice) in choices)
        {
            foreach (var word in clause.Where(word => !word.Light))
            {
                var there = choice.Units.SelectMany(unit => unit.Read.Tokens.Select(token => (token, unit.Place))).Where(pair => pair.token.Length == 1 && Support.Same(word, pair.token)).ToList();
                if (there.Count == 0) continue;
                if (word.Polarity is Polarity.Denied && there.TrueForAll(pair => pair.token.Polarity is Polarity.Plain)) denied++;
                if (word.Polarity is Polarity.Plain && there.TrueForAll(pair => pair.token.Polarity is Polarity.Denied)) undenied++;
                if (word.Modal == 'm' && there.TrueForAll(pair => pair.token.Modal == 'u')) mayCame++;
                if (word.Modal == 'u' && there.TrueForAll(pair => pair.token.Modal == 'm')) mustCame++;
                if (word.Modal == ' ' && there.TrueForAll(pair => pair.token.Modal == 'm')) mayLost++;
                var same = there.Find(pair => pair.token.Form == word.Form) is { token.Form: not null } exact ? exact : there[0];
                aligned.Add((word, same.token, same.Place));
                var (here, original) = (word.Form, same.token.Form);
                if (here.EndsWith("ez", StringComparison.Ordinal) && !original.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(original)) verbsToVous++;
                if (original.EndsWith("ez", StringComparison.Ordinal) && !here.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(here)) verbsTurned++;
                if (here != original && here.Length > 3 && original.Length > 3) marks.Add($"turn:{here[^2..]}>{original[^2..]}");
            }
        }

        aligned.Sort((one, other) => one.Said.Place.CompareTo(other.Said.Place));
        for (var at = 0; at + 1 < aligned.Count; at++)
        {
            if (aligned[at].Unit != aligned[at + 1].Unit) far++;
            else if (aligned[at].Given.Place > aligned[at + 1].Given.Place) inOrder++;
        }

        var negations = Negation().Count(said.Folded);
        var negationsGiven = reads.Sum(read => Negation().Count(read.Folded));
        Say("denied", denied);
        Say("not denied", undenied);
        Say("negations", negations);
        Say("negations given", negationsGiven);
        Say("more negations", negations - negationsGiven);
        Say("may came", mayCame);
        Say("must came", mustCame);
        Say("may lost", mayLost);
        Say("to vous", verbsToVous);
        Say("from vous", verbsTurned);
        Say("turned", inOrder);
        Say("jumps", far);
        Say("turned share", (double)inOrder / Math.Max(1, aligned.Count - 1));
        bool ReadsSay(Func<Reading, bool> what) => reads.Exists(read => what(read));
        Say("may", (said.SaysMay ? 1 : 0) - (ReadsSay(read => read.SaysMay) ? 1 : 0));
        Say("must", (said.SaysMust ? 1 : 0) - (ReadsSay(read => read.SaysMust || read.Commands) ? 1 : 0));
        Say("must said", said.SaysMust && !ReadsSay(read => read.SaysMust) ? 1 : 0);
        Say("commands", (said.Commands ? 1 : 0) - (ReadsSay(read => read.Commands) ? 1 : 0));

        // Conditions and quantifiers.
        foreach (var (name, pattern) in Turns)
        {
            var (here, there) = (pattern.IsMatch(said.Folded), reads.Exists(read => pattern.IsMatch(read.Folded)));
            Say(name + " came", here && !there ? 1 : 0);
            Say(name + " went", !here && there ? 1 : 0);
        }

        Say("quantifiers", Quantifiers.Refuse(said, reads) ? 1 : 0);
        Say("modals", Modals.Refuse(said, reads) ? 1 : 0);
        Say("sequence", Sequence.Refuses(said, cited) ? 1 : 0);

        // Numbers.
        var numbers = Facts.Numbers(sentence);
        Say("numbers", numbers.Count);
        Say("numbers elsewhere", numbers.Count(number => !reads.Exists(read => read.Forms.Any(form => form.Replace(" ", "", StringComparison.Ordinal) == number.Value))));
        Say("numbers swapped", Counted.Swapped(said, reads) ? 1 : 0);

        // The letters, whatever the words.
        var grams = Grams(said.Folded);
        var gramsGiven = reads.SelectMany(read => Grams(read.Folded)).ToHashSet(StringComparer.Ordinal);
        var gramsCited = cited.SelectMany(passage => passage.Grams).ToHashSet(StringComparer.Ordinal);
        Say("letters", grams.Count == 0 ? 1 : (double)grams.Count(gramsGiven.Contains) / grams.Count);
        Say("letters cited", grams.Count == 0 ? 1 : (double)grams.Count(gramsCited.Contains) / grams.Count);
        Say("length", Math.Log((said.Forms.Count + 1.0) / (reads.Sum(read => read.Forms.Count) + 1.0)));
        Say("long", said.Forms.Count);

        // Whether what was not cited says it better.
        var words = said.Tokens.Where(token => token.Length == 1 && !token.Light && !char.IsAsciiDigit(token.Form[0])).ToList();
        double Covered(ReadPassage passage) => words.Count == 0 ? 1 : words.Average(word => Support.Says(passage.Whole, said, word) ? 1.0 : 0.0);
        Say("cited best", cited.Select(Covered).DefaultIfEmpty(0).Max());
        Say("uncited better", others.Select(Covered).DefaultIfEmpty(0).Max() - cited.Select(Covered).DefaultIfEmpty(0).Max());
        Say("others", others.Count);

        // What the strict rules say.
        var rule = sentence.Length == 0 ? CheckReason.None : Support.Refuses(sentence, said, cited, before);
        foreach (var reason in (CheckReason[])[CheckReason.None, CheckReason.Unsupported, CheckReason.Order, CheckReason.Negation, CheckReason.Number, CheckReason.Quantifier, CheckReason.Modality]) Say("rule " + reason, rule == reason ? 1 : 0);
        return (names, signals, marks, rule);
    }

    private static readonly HashSet<string> Bigrams = ["ne", "pas", "sans", "avant", "apres", "meme", "si", "seulement", "plus", "moins", "tous", "toute", "toutes", "chaque", "il", "peut", "doit", "devez", "pouvez", "faut", "vous", "par", "pour", "aupres", "chez", "au", "aux", "en", "dans", "sur", "est", "sont", "et", "ou", "puis", "que", "qui", "afin", "car", "dont", "jamais", "toujours", "aucun", "aucune", "avec", "jusqu", "lui", "leur"];

    private static readonly (string Name, Regex Pattern)[] Turns =
    [
        ("if", If()), ("unless", Unless()), ("when", When()), ("usually", Usually()), ("all", All()), ("always", Always()), ("never", Never()), ("only", Only()), ("even", Even()), ("most", Most()), ("least", Least()), ("before", Before()), ("after", After()),
        ("why", Why()), ("for", For()), ("which", Which()), ("or", Or()), ("and", And()), ("at once", AtOnce()), ("free", Free()), ("yes", Yes()), ("no", No()), ("by", By()), ("also", Also()), ("then", Then()), ("vous", Vous()),
    ];

    private static HashSet<string> Grams(string folded)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at + 4 <= folded.Length; at++) grams.Add(folded.Substring(at, 4));
        return grams;
    }

    internal static IReadOnlyCollection<string> GramsOf(string folded) => Grams(folded);

    private static bool ThirdPerson(string form) => form.EndsWith('e') || form.EndsWith("ent", StringComparison.Ordinal) || form.EndsWith('t') || form.EndsWith('a');

    private static bool Follows(IReadOnlyList<string> forms, string one, string other)
    {
        for (var at = 0; at + 1 < forms.Count; at++)
        {
            if (forms[at] == one && (forms[at + 1] == other || Verbs.Root(forms[at + 1]) == Verbs.Root(other))) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:ne|sans|ni|non|interdite?s?|impossible|inutile)\b|\bn'", RegexOptions.CultureInvariant)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\bsi\b|\bs'il|\ba\s+condition|\ben\s+cas\b|\bsous\s+reserve|\bpourvu|\bselon\b|\bdes\s+lors\s+que\b", RegexOptions.CultureInvariant)]
    private static partial Regex If();

    [GeneratedRegex(@"\b(?:sauf|excepte|hormis|hors|a\s+moins|a\s+l'exception)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unless();

    [GeneratedRegex(@"\b(?:quand|lorsque?|des\s+que|tant\s+que|une\s+fois|apres\s+avoir)\b|\blorsqu'", RegexOptions.CultureInvariant)]
    private static partial Regex When();

    [GeneratedRegex(@"\b(?:certaine?s?|parfois|souvent|rarement|en\s+general|generalement|en\s+principe|le\s+plus\s+souvent|quelques|la\s+plupart|normalement|habituellement|peut-etre|environ)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Usually();

    [GeneratedRegex(@"\b(?:tous|toutes|chaque|tout(?:e)?\s+(?:l|la|le|les)|n'importe|quel(?:le)?s?\s+que|entierement|totalement|integral\w*|complet\w*)\b", RegexOptions.CultureInvariant)]
    private static partial Regex All();

    [GeneratedRegex(@"\b(?:toujours|systematiquement|automatiquement|partout|en\s+toutes?\s+circonstances?|dans\s+tous\s+les\s+cas|d'office|forcement|obligatoirement|necessairement)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Always();

    [GeneratedRegex(@"\b(?:jamais|aucune?|rien|nulle\s+part|personne\s+ne|en\s+aucun)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Never();

    [GeneratedRegex(@"\b(?:seulement|uniquement|exclusivement|reserve\w*|seule?s?)\b|\b(?:ne\s|n')(?:(?!\bpas\b)[^.,;:]){1,40}?\bqu?[e']", RegexOptions.CultureInvariant)]
    private static partial Regex Only();

    [GeneratedRegex(@"\bmeme\b|\by\s+compris\b|\bbien\s+que\b", RegexOptions.CultureInvariant)]
    private static partial Regex Even();

    [GeneratedRegex(@"\bau\s+(?:plus|maximum|plus\s+tard)\b|\bmaximum\b|\bjusqu|\bne\s+(?:depasse|peut\s+depasser)|\bmoins\s+de\b|\bau-dela\b|\blimite\w*\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex Most();

    [GeneratedRegex(@"\bau\s+(?:moins|minimum|plus\s+tot)\b|\bminimum\b|\bou\s+plus\b|\ba\s+partir\s+de\b|\bplus\s+de\s+\d", RegexOptions.CultureInvariant)]
    private static partial Regex Least();

    [GeneratedRegex(@"\b(?:avant|prealable\w*|d'abord|auparavant)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"\b(?:apres|ensuite|puis|par\s+la\s+suite)\b", RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"\b(?:car|parce|puisque?|en\s+raison|a\s+cause|grace|ce\s+qui)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Why();

    [GeneratedRegex(@"\b(?:pour|afin)\b", RegexOptions.CultureInvariant)]
    private static partial Regex For();

    [GeneratedRegex(@"\b(?:qui|dont|lequel|laquelle|lesquels?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Which();

    [GeneratedRegex(@"\b(?:ou|soit)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Or();

    [GeneratedRegex(@"\bet\b", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"\b(?:immediatement|tout\s+de\s+suite|aussitot|sans\s+(?:delai|attendre|tarder)|au\s+plus\s+vite|rapidement|des\s+que\s+possible|sur-le-champ|vite|urgence)\b", RegexOptions.CultureInvariant)]
    private static partial Regex AtOnce();

    [GeneratedRegex(@"\b(?:gratuit\w*|sans\s+frais|payant\w*|pay\w+|coute\w*|frais)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Free();

    [GeneratedRegex(@"^\s*oui\b", RegexOptions.CultureInvariant)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*non\b", RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"\bpar\b|\baupres\b", RegexOptions.CultureInvariant)]
    private static partial Regex By();

    [GeneratedRegex(@"\b(?:aussi|egalement|ainsi\s+que|de\s+plus|en\s+outre)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Also();

    [GeneratedRegex(@"\b(?:puis|ensuite|enfin|alors)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Then();

    [GeneratedRegex(@"\b(?:vous|votre|vos)\b|ez\b", RegexOptions.CultureInvariant)]
    private static partial Regex Vous();
}
