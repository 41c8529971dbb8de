using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange.Dila;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>What happens to one article of the source.</summary>
internal enum StepKind
{
    Create,
    Update,
    Renew,
    Mark,
    Keep,
    Leave,
}

/// <summary>One article of the source, and what happens to it.</summary>
/// <param name="Incoming">The article.</param>
/// <param name="Slug">The address under which it is known, or will be.</param>
/// <param name="Kind">What happens.</param>
/// <param name="ByOrigin">Whether it was recognised by its origin rather than by its address.</param>
internal sealed record Step(Incoming Incoming, string Slug, StepKind Kind, bool ByOrigin)
{
    /// <summary>Whether it also becomes public.</summary>
    public bool Publish { get; init; }

    /// <summary>Why it is kept as it is, in French.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the known article was when it was compared.</summary>
    public string Seen { get; init; } = "";

    public bool Writes => Publish || Kind is not (StepKind.Keep or StepKind.Leave);
}

/// <summary>An article of this origin that the source no longer has.</summary>
/// <param name="Slug">Its address.</param>
/// <param name="Archive">Whether the import takes it from the public.</param>
/// <param name="Reason">Why not, in French.</param>
/// <param name="Seen">What the article was when it was compared.</param>
internal sealed record Departure(string Slug, bool Archive, string Reason, string Seen);

/// <summary>Compares a source with what is known, one known article at a time, so that only one of the two is in memory.</summary>
internal sealed class ImportPlan(ImportOrder order, IReadOnlyCollection<Incoming> source, string? prefix, DateOnly today)
{
    private readonly Dictionary<string, Incoming> bySlug = source.ToDictionary(article => article.Slug, StringComparer.Ordinal);
    private readonly Dictionary<string, Incoming> byOrigin = prefix is null ? [] : source.ToDictionary(article => article.Origin!.Id, StringComparer.Ordinal);
    private readonly Dictionary<Incoming, Step> steps = [];
    private readonly List<Departure> departures = [];
    private int followed;

    /// <summary>What is impossible: an address that belongs to another source.</summary>
    public List<SourceFault> Faults { get; } = [];

    /// <summary>What happens to each article of the source, in its order.</summary>
    public IEnumerable<Step> Steps => source.Select(article => steps.GetValueOrDefault(article) ?? new Step(article, article.Slug, StepKind.Create, false) { Publish = order.Publish });

    /// <summary>What has left the source.</summary>
    public IReadOnlyList<Departure> Departures => departures;

    /// <summary>So much has left that the source is more likely a part, or another one.</summary>
    public bool IsSuspicious => departures.Count > Math.Max(5, followed / 5);

    /// <summary>What is looked at in a known article: the same sight, the same decision.</summary>
    public static string Sight(ArticleState state, ArticleContent known) => $"{state} {Digests.Whole(known)} {known.Origin}";

    /// <summary>Compares with one known article.</summary>
    /// <param name="slug">Its address.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="known">Its working words.</param>
    /// <param name="publicDigest">Of all its public words; null: it has none.</param>
    public void Compare(string slug, ArticleState state, ArticleContent known, string? publicDigest)
    {
        var origin = prefix is not null && known.Origin?.Id.StartsWith(prefix, StringComparison.Ordinal) == true ? known.Origin : null;
        if (origin is not null) followed++;
        if (origin is not null && byOrigin.TryGetValue(origin.Id, out var same))
        {
            steps[same] = Same(same, slug, state, known, origin, publicDigest);
        }
        else if (bySlug.TryGetValue(slug, out var named) && !steps.ContainsKey(named))
        {
            if (origin is not null) Faults.Add(new SourceFault(named.File, null, null, $"l’adresse « {slug} » est celle de {origin.Id}."));
            else steps[named] = Named(named, slug, state, known, publicDigest);
        }
        else if (origin is { Gone: null } && state is not ArticleState.Archived)
        {
            departures.Add(Departing(slug, state, known, origin, publicDigest));
        }
    }

    private Step Same(Incoming article, string slug, ArticleState state, ArticleContent known, ArticleOrigin origin, string? publicDigest)
    {
        var touched = Digests.OfSource(known, origin.Id) != origin.Digest;
        var step = new Step(article, slug, StepKind.Leave, ByOrigin: true) { Seen = Sight(state, known) };
        if (state is ArticleState.Archived && origin.Gone is null && !order.Overwrite) return step with { Kind = StepKind.Keep, Reason = "archivée par un rédacteur" };
        if (article.Origin!.Digest != origin.Digest)
        {
            return touched && !order.Overwrite
                ? step with { Kind = StepKind.Keep, Reason = "modifiée par un rédacteur" }
                : step with { Kind = StepKind.Update, Publish = order.Publish };
        }

        if (touched && order.Overwrite) return step with { Kind = StepKind.Update, Publish = order.Publish };
        if (state is ArticleState.Archived) return step with { Kind = StepKind.Update, Publish = order.Publish && !touched };
        if (!touched && order.Format is ImportFormat.Dila && known.ValidUntil < today.AddDays(DilaSheet.Validity / 2)) return step with { Kind = StepKind.Renew, Publish = order.Publish };
        return step with { Kind = origin.Gone is null ? StepKind.Leave : StepKind.Mark, Publish = !touched && Waits(state, known, publicDigest) };
    }

    private Step Named(Incoming article, string slug, ArticleState state, ArticleContent known, string? publicDigest)
    {
        var step = new Step(article, slug, StepKind.Leave, ByOrigin: false) { Seen = Sight(state, known) };
        if (state is ArticleState.Archived && !order.Overwrite) return step with { Kind = StepKind.Keep, Reason = "archivée" };
        var merged = article.OntoKnown(known);
        if (state is ArticleState.Archived || Digests.Whole(merged) != Digests.Whole(known)) return step with { Kind = StepKind.Update, Publish = order.Publish };
        return step with { Kind = merged.Origin == known.Origin ? StepKind.Leave : StepKind.Mark, Publish = Waits(state, known, publicDigest) };
    }

    private bool Waits(ArticleState state, ArticleContent known, string? publicDigest) => order.Publish && (!Circulation.IsPublic(state) || publicDigest != Digests.Whole(known));

    private static Departure Departing(string slug, ArticleState state, ArticleContent known, ArticleOrigin origin, string? publicDigest)
    {
        var reason = Digests.OfSource(known, origin.Id) != origin.Digest || (publicDigest is not null && publicDigest != Digests.Whole(known)) ? "modifiée par un rédacteur"
            : !Circulation.IsPublic(state) ? "brouillon"
            : !origin.Published ? "publiée par un rédacteur"
            : "";
        return new Departure(slug, reason.Length == 0, reason, Sight(state, known));
    }
}
