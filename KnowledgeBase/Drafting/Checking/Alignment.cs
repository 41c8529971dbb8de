namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>
/// How the words of a sentence, one after the other, can be followed with a finger in what it cites: the cheapest way, where words are put in,
/// words are passed over, and the finger may leap to another place. What is quoted costs nothing; what was exchanged costs leaps.
/// </summary>
internal sealed partial class Alignment
{
    private static readonly HashSet<string> Critical = Set(
        "ne n pas ni jamais rien aucun aucune nul nulle personne sans sauf excepte seulement uniquement seul seule seuls seules si sinon meme toujours souvent parfois rarement certains certaines tous toutes tout toute chaque quelques "
        + "peut peuvent pouvoir possible doit doivent obligatoire obligatoirement necessaire interdit interdite avant apres moins plus maximum minimum environ jusqu gratuit gratuite gratuitement payant sous condition conditions vous-meme automatiquement immediatement");

    private static readonly HashSet<string> Conditions = Set("si s sinon sauf excepte quand lorsque lorsqu sans cas pour avant apres seulement uniquement condition conditions tant depuis pendant selon entre dans");

    private static readonly HashSet<string> Limits = Set("si s sauf excepte quand lorsque lorsqu sans seulement uniquement condition conditions maximum minimum moins plus avant sous jusqu cas souvent selon seul seule");

    private readonly Reading said;
    private readonly IReadOnlyList<ReadUnit> units;
    private readonly List<Place> places = [];
    private readonly List<int> words = [];
    private readonly Token?[] tokens;
    private readonly Token?[] phrases;
    private readonly int[] path;

    private Alignment(Reading said, IReadOnlyList<ReadUnit> units)
    {
        (this.said, this.units) = (said, units);
        (tokens, phrases) = ByPlace(said);
        words.AddRange(Enumerable.Range(0, said.Forms.Count).Where(at => !Reading.Stops(said.Forms[at])));
        for (var unit = 0; unit < units.Count; unit++) AddPlaces(unit);
        (path, Cost) = Follow();
        var parts = Count();
        Left = (parts.Count(IsConditionLeft), parts.Count(IsLimitLeft), parts.Count(IsQuestionLeft));
    }

    /// <summary>What the cheapest way costs, in all.</summary>
    public double Cost { get; }

    /// <summary>How many words the sentence has.</summary>
    public int Words => words.Count;

    /// <summary>Words that stand there as they are, in other endings, and said by an equal.</summary>
    public (int Exact, int Root, int Equal) Matched { get; private set; }

    /// <summary>Words put in: of grammar, of sense, and such as change what is said.</summary>
    public (int Light, int Sense, int Critical) In { get; private set; }

    /// <summary>Words passed over between two that are taken from one place.</summary>
    public (int Light, int Sense, int Critical) Over { get; private set; }

    /// <summary>Leaps to another place: where the sentence begins to say another thing, elsewhere in it, and those that go back.</summary>
    public (int AtBoundary, int Within, int Back) Leaps { get; private set; }

    /// <summary>What bounds a taken part and was not taken: a condition before it, a limit behind it, a question that it answers.</summary>
    public (int Conditions, int Limits, int Questions) Left { get; }

    /// <summary>Nothing put in, passed over, exchanged or left that could change what is said.</summary>
    public bool IsQuotation => In is { Sense: 0, Critical: 0 } && Over.Critical == 0 && Leaps is { Within: 0, Back: 0 } && Left is (0, 0, 0);

    /// <summary>Follows a sentence in what it cites.</summary>
    /// <param name="said">The sentence.</param>
    /// <param name="units">The sentences and points of what it cites, in their order.</param>
    public static Alignment Of(Reading said, IReadOnlyList<ReadUnit> units) => new(said, units);

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];

    /// <summary>The word at each place, and the expression that begins there.</summary>
    private static (Token?[] Words, Token?[] Phrases) ByPlace(Reading read)
    {
        var (words, phrases) = (new Token?[read.Forms.Count], new Token?[read.Forms.Count]);
        foreach (var token in read.Tokens) (token.Length == 1 ? words : phrases)[token.Place] ??= token;
        return (words, phrases);
    }

    private static bool IsLight(Token? token) => token is not { Light: false };

    private static bool IsCritical(string form, Token? token) => char.IsAsciiDigit(form[0]) || Critical.Contains(form) || (token is { } word && Contrasts.Built.Of(word.Root).Count > 0);

    private void AddPlaces(int unit)
    {
        var read = units[unit].Read;
        var (there, expressions) = ByPlace(read);
        var open = true;
        for (var at = 0; at < read.Forms.Count; at++)
        {
            if (Reading.Stops(read.Forms[at])) continue;
            places.Add(new Place(unit, at, read.Forms[at], there[at], expressions[at], open));
            open &= Pronouns.Contains(read.Forms[at]);
        }
    }

    /// <summary>Counts what the way meets.</summary>
    /// <returns>The parts of what is cited that are taken in one go, by their first and last place.</returns>
    private List<(int From, int To)> Count()
    {
        var (inside, over) = (new int[3], new int[3]);
        var (exact, root, equal, atBoundary, within, backwards) = (0, 0, 0, 0, 0, 0);
        var parts = new List<(int From, int To)>();
        var reach = 1;
        for (var at = 0; at < words.Count; at++)
        {
            var (form, token, place) = (said.Forms[words[at]], tokens[words[at]], path[at]);
            if (place < 0)
            {
                inside[IsCritical(form, token) && !Asks(at) ? 2 : IsLight(token) ? 0 : 1]++;
                continue;
            }

            var match = Matches(words[at], places[place]);
            if (match == 0) exact++;
            else if (match <= Ending) root++;
            else equal++;
            if (parts.Count > 0 && parts[^1].To is var last && places[last].Unit == places[place].Unit && place > last)
            {
                for (var passed = last + reach; passed < place; passed++) over[Weight(places[passed])]++;
                (parts[^1], reach) = ((parts[^1].From, place), Reach(words[at], places[place]));
                continue;
            }

            if (parts.Count > 0)
            {
                var from = places[parts[^1].To].Unit;
                if (Bounds(at) || (places[place].Open && places[place].Unit == from + 1)) atBoundary++;
                else within++;
                if (places[place].Unit <= from) backwards++;
            }

            parts.Add((place, place));
            reach = Reach(words[at], places[place]);
        }

        Matched = (exact, root, equal);
        In = (inside[0], inside[1], inside[2]);
        Over = (over[0], over[1], over[2]);
        Leaps = (atBoundary, within, backwards);
        return parts;
    }

    /// <summary>« Si… » for what is a question there: « Vous ne connaissez pas l’auteur ? »</summary>
    private bool Asks(int at)
    {
        if (!Asking.Contains(said.Forms[words[at]])) return false;
        var next = Array.FindIndex(path, at, place => place >= 0);
        return next >= 0 && IsQuestion(units[places[path[next]].Unit]);
    }

    private bool IsConditionLeft((int From, int To) part) => IsLeft(part.From, -1, Conditions);

    private bool IsLimitLeft((int From, int To) part) => IsLeft(part.To, 1, Limits);

    /// <summary>« Vous connaissez l’auteur ? Allez en brigade », where only the answer is said.</summary>
    private bool IsQuestionLeft((int From, int To) part)
    {
        var unit = places[part.From].Unit;
        return unit > 0 && units[unit - 1] is var asked && asked.Place == units[unit].Place - 1 && IsQuestion(asked) && !asked.Read.Tokens.Any(token => token is { Light: false, Length: 1 } && Support.Says(said, asked.Read, token));
    }

    /// <summary>A bounding word that the sentence has nowhere, between the edge of a part and the end of what is said there.</summary>
    private bool IsLeft(int edge, int step, HashSet<string> bounding)
    {
        var (unit, at) = (places[edge].Unit, places[edge].At);
        var forms = units[unit].Read.Forms;
        for (var place = edge + step; place >= 0 && place < places.Count && places[place].Unit == unit; place += step)
        {
            for (var between = Math.Min(at, places[place].At) + 1; between < Math.Max(at, places[place].At); between++)
            {
                if (forms[between] is "." or ";" or "?" or "!" or "\n") return false;
            }

            at = places[place].At;
            if (bounding.Contains(places[place].Form) && !path.Contains(place) && !said.Forms.Contains(places[place].Form)) return true;
        }

        return false;
    }

    private static bool IsQuestion(ReadUnit unit) => unit.Read.Folded.TrimEnd(' ', '*').EndsWith('?');

    /// <summary>0: a word of grammar, 1: of sense, 2: one that changes what is said.</summary>
    private static int Weight(in Place place) => IsCritical(place.Form, place.Token) ? 2 : IsLight(place.Token) ? 0 : 1;

    /// <summary>A word of what is cited.</summary>
    /// <param name="Unit">Its sentence or point.</param>
    /// <param name="At">Its place among the forms of that.</param>
    /// <param name="Form">Folded.</param>
    /// <param name="Token">What is known of it; null for what ends nothing and says nothing.</param>
    /// <param name="Phrase">The expression that begins with it, or null.</param>
    /// <param name="Open">Only pronouns stand before it in its sentence.</param>
    private readonly record struct Place(int Unit, int At, string Form, Token? Token, Token? Phrase, bool Open);
}
