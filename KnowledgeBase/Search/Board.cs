namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Where the scores of one search are added up.</summary>
internal sealed class Board(int owners, int units)
{
    private readonly float[] counts = new float[owners];
    private readonly float[] idea = new float[owners];
    private readonly float[] whole = new float[owners];
    private readonly float[] covered = new float[owners];
    private readonly List<int> hit = [];
    private readonly List<int> ideaHit = [];
    private readonly List<int> unitHit = [];
    private readonly bool[] unitSeen = new bool[units];

    /// <summary>The nearest title or variant, by unit.</summary>
    public float[] Near { get; } = new float[units];

    /// <summary>The best stretch, by unit.</summary>
    public float[] Stretch { get; } = new float[units];

    /// <summary>Which texts have the present term.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>The present term occurs.</summary>
    public void Count(int owner, float amount)
    {
        if (counts[owner] == 0) Touched.Add(owner);
        counts[owner] += amount;
    }

    /// <summary>The present term is done: the best of an idea's alternatives holds.</summary>
    public void Saturate(float worth, float k1)
    {
        foreach (var owner in Touched)
        {
            var score = worth * counts[owner] * (1 + k1) / (counts[owner] + k1);
            counts[owner] = 0;
            if (score <= 0) continue;
            if (idea[owner] == 0) ideaHit.Add(owner);
            idea[owner] = Math.Max(idea[owner], score);
        }

        Touched.Clear();
    }

    /// <summary>The present idea is done.</summary>
    public void Settle(float rarity)
    {
        foreach (var owner in ideaHit)
        {
            if (whole[owner] == 0) hit.Add(owner);
            whole[owner] += idea[owner];
            covered[owner] += rarity;
            idea[owner] = 0;
        }

        ideaHit.Clear();
    }

    /// <summary>A term occurs in a unit.</summary>
    public void AddUnit(float[] scores, int unit, float score)
    {
        if (!unitSeen[unit]) unitHit.Add(unit);
        unitSeen[unit] = true;
        scores[unit] += score;
    }

    /// <summary>The best by words alone, and how much each speaks for them all: shares of 1.</summary>
    public IReadOnlyList<(int Owner, float Share)> Leaders(int take, Weights weights, int[] ownerOf)
    {
        // The sixth power: only what comes close to the first speaks.
        const float Sharpness = 6;
        var scores = new Dictionary<int, (float Near, float Stretch)>(hit.Count);
        foreach (var unit in unitHit)
        {
            var best = scores.GetValueOrDefault(ownerOf[unit]);
            scores[ownerOf[unit]] = (Math.Max(best.Near, Near[unit]), Math.Max(best.Stretch, Stretch[unit]));
        }

        foreach (var owner in hit) scores.TryAdd(owner, default);
        var first = new PriorityQueue<int, float>();
        foreach (var (owner, best) in scores)
        {
            first.Enqueue(owner, whole[owner] + (weights.Nearest * best.Near) + (weights.Stretch * best.Stretch));
            if (first.Count > take) first.Dequeue();
        }

        var leaders = new List<(int Owner, float Share)>(take);
        while (first.TryDequeue(out var owner, out var score)) leaders.Add((owner, score));
        if (leaders.Count == 0 || leaders[^1].Share <= 0) return [];
        var highest = leaders[^1].Share;
        leaders = leaders.ConvertAll(one => (one.Owner, MathF.Pow(one.Share / highest, Sharpness)));
        var sum = leaders.Sum(one => one.Share);
        return leaders.ConvertAll(one => (one.Owner, one.Share / sum));
    }

    /// <summary>The ranking.</summary>
    public List<Ranked> Best(int take, float total, Weights weights, int[] ownerOf, string[] ids, float[] closeness)
    {
        var near = counts;
        var stretch = idea;
        foreach (var unit in unitHit)
        {
            var owner = ownerOf[unit];
            near[owner] = Math.Max(near[owner], Near[unit]);
            stretch[owner] = Math.Max(stretch[owner], Stretch[unit]);
        }

        var ranked = new List<Ranked>(hit.Count);
        if (closeness.Length > 0)
        {
            // A text may be near without sharing a word.
            for (var owner = 0; owner < closeness.Length; owner++)
            {
                if (whole[owner] == 0 && closeness[owner] > weights.LatentAlone) hit.Add(owner);
            }
        }

        foreach (var owner in hit)
        {
            var coverage = total == 0 ? 0 : Math.Min(1, covered[owner] / total);
            var close = closeness.Length > 0 ? Math.Max(0, closeness[owner]) : 0;
            var score = whole[owner] + (weights.Nearest * near[owner]) + (weights.Stretch * stretch[owner]) + (weights.Latent * close * total);
            ranked.Add(new Ranked(owner, ids[owner], score, coverage, total == 0 ? 0 : near[owner] / total, close));
        }

        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Owner.CompareTo(b.Owner));
        if (ranked.Count > take) ranked.RemoveRange(take, ranked.Count - take);
        return ranked;
    }
}
