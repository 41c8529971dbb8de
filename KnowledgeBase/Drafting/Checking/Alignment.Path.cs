namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

// The cheapest way, word by word (Viterbi). What a step costs was set by hand: only the order of the costs matters, what the counts of
// steps say is learnt.
internal sealed partial class Alignment
{
    private const double Ending = 0.15, Equal = 0.5, LightIn = 0.2, WordIn = 1.2, CriticalIn = 1.8, LightOver = 0.06, WordOver = 0.25, CriticalOver = 0.6, Leap = 1.5, LeapAtBoundary = 0.5;

    private static readonly HashSet<string> Joining = Set("et ou puis mais donc car sinon ensuite alors aussi ainsi qui dont tandis lui elle il");

    /// <summary>What makes a condition of a question: « Vous êtes témoin ? » said as « si vous êtes témoin ».</summary>
    private static readonly HashSet<string> Asking = Set("si s quand cas lorsque");

    /// <summary>What stands for something named before: « Il rend jusqu’à 4 points ».</summary>
    private static readonly HashSet<string> Pronouns = Set("il elle ils elles ce c cela ca on y en le la les l lui leur celui celle ceux celles s se vous");

    /// <summary>Where each word is found, or −1 for one put in, and what that costs in all.</summary>
    private (int[] Path, double Cost) Follow()
    {
        var start = places.Count;
        var over = new double[start + 1];
        for (var at = 0; at < start; at++) over[at + 1] = over[at] + Weight(places[at]) switch { 2 => CriticalOver, 1 => WordOver, _ => LightOver };

        // What it costs to have the finger at a place, the last one being « nowhere yet »; and where it was a word before, as ~place if it moved.
        var (now, before) = (new double[start + 1], new double[start + 1]);
        var back = new int[words.Count, start + 1];
        Array.Fill(before, double.PositiveInfinity);
        before[start] = 0;
        for (var at = 0; at < words.Count; at++)
        {
            Step(at, before, now, over, back);
            (now, before) = (before, now);
        }

        var end = Cheapest(before);
        var cost = before[end];
        var way = new int[words.Count];
        for (var at = words.Count - 1; at >= 0; at--)
        {
            var step = back[at, end];
            way[at] = step < 0 ? end : -1;
            if (step < 0) end = ~step;
        }

        return (way, cost);
    }

    private void Step(int at, double[] before, double[] now, double[] over, int[,] back)
    {
        var (word, token, start) = (words[at], tokens[words[at]], places.Count);
        var form = said.Forms[word];

        // « si » for a question there costs no more than a leap: it is counted for what it is once it is known what follows.
        var put = Asking.Contains(form) ? LeapAtBoundary : IsCritical(form, token) ? CriticalIn : IsLight(token) ? LightIn : WordIn;
        var anywhere = Cheapest(before);
        var leap = anywhere == start ? 0 : Bounds(at) ? LeapAtBoundary : Leap;
        var (ahead, unitBefore, unitNow) = (-1, -1, -1);
        for (var place = 0; place < start; place++)
        {
            (now[place], back[at, place]) = (before[place] + put, place);
            if (place > 0 && places[place - 1].Unit != places[place].Unit) (ahead, unitBefore, unitNow) = (-1, unitNow, -1);
            if (Matches(word, places[place]) is var match and >= 0)
            {
                var (cost, source) = (before[anywhere] + leap, anywhere);
                if (before[start] < cost) (cost, source) = (before[start], start);
                if (places[place].Open && unitBefore >= 0 && before[unitBefore] + LeapAtBoundary is var on && on < cost) (cost, source) = (on, unitBefore);
                if (ahead >= 0 && before[ahead] - over[ahead + 1] + over[place] is var passing && passing < cost) (cost, source) = (passing, ahead);
                if (cost + match < now[place]) (now[place], back[at, place]) = (cost + match, ~source);
            }

            if (unitNow < 0 || before[place] < before[unitNow]) unitNow = place;
            if (ahead < 0 || before[place] - over[place + 1] < before[ahead] - over[ahead + 1]) ahead = place;
        }

        (now[start], back[at, start]) = (before[start] + put, start);
    }

    private static int Cheapest(double[] costs)
    {
        var cheapest = costs.Length - 1;
        for (var place = 0; place < costs.Length; place++)
        {
            if (costs[place] < costs[cheapest]) cheapest = place;
        }

        return cheapest;
    }

    /// <summary>What it costs to take a word for one that stands there; negative where it cannot be.</summary>
    private double Matches(int word, in Place place)
    {
        if (said.Forms[word] == place.Form) return 0;
        if (tokens[word] is { } one && place.Token is { } other && !char.IsAsciiDigit(one.Form[0]) && !char.IsAsciiDigit(place.Form[0]))
        {
            if (one.Root == other.Root && one.Root.Length > 0) return Ending;
            if ((!one.Light || one.Groups.Count > 0) && Support.Same(one, other)) return Equal;
        }

        // « immédiatement » for « tout de suite », and the other way round.
        return IsSame(phrases[word], place.Token) || IsSame(tokens[word], place.Phrase) || IsSame(phrases[word], place.Phrase) ? Equal : -1;
    }

    /// <summary>How many words that stand there are said by one word: those of an expression, or one.</summary>
    private int Reach(int word, in Place place) =>
        said.Forms[word] != place.Form && place.Phrase is { } phrase && (IsSame(tokens[word], phrase) || IsSame(phrases[word], phrase)) ? phrase.Length : 1;

    private static bool IsSame(Token? one, Token? other) => one is { } said && other is { } given && said.Length + given.Length > 2 && Support.Same(said, given);

    /// <summary>Whether the sentence begins to say another thing at a word.</summary>
    private bool Bounds(int at)
    {
        if (at == 0) return true;
        for (var place = words[at - 1] + 1; place < words[at]; place++)
        {
            if (Reading.Stops(said.Forms[place])) return true;
        }

        return Joining.Contains(said.Forms[words[at]]) || Joining.Contains(said.Forms[words[at - 1]]) || (at > 1 && Joining.Contains(said.Forms[words[at - 2]]));
    }
}
