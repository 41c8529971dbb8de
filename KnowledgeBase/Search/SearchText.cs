namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What is indexed of an article, or of a document of any corpus.</summary>
internal sealed record SearchText(string Id, string Title, string Theme, string Short, string Body, IReadOnlyList<string> Variants);

/// <summary>How much each part counts. The values were measured; see docs/evaluation/search.md.</summary>
internal sealed record Weights
{
    public float Title { get; init; } = 5f;
    public float Theme { get; init; } = 2f;
    public float Short { get; init; } = 1.5f;
    public float Body { get; init; } = 1f;
    public float Variants { get; init; } = 1f;

    public float K1 { get; init; } = 1.2f;
    public float BodyLength { get; init; } = 0.75f;
    public float OtherLength { get; init; } = 0.1f;

    /// <summary>The nearest single variant, or the title, beside the article as a whole.</summary>
    public float Nearest { get; init; } = 0.5f;

    public float NearLength { get; init; } = 0.6f;
    public float NearSaturation { get; init; } = 0.6f;

    /// <summary>The best stretch of the body.</summary>
    public float Stretch { get; init; } = 0.2f;

    /// <summary>Two words of the question side by side.</summary>
    public float Pair { get; init; } = 0.5f;

    /// <summary>The very form, beside its stem.</summary>
    public float Form { get; init; } = 0.1f;

    /// <summary>The kind of answer wanted.</summary>
    public float Kind { get; init; } = 0.25f;

    /// <summary>A class of words.</summary>
    public float Class { get; init; } = 1f;

    /// <summary>Closeness in the latent space, for each unit of the question's weight.</summary>
    public float Latent { get; init; } = 1f;

    /// <summary>What the best by words alone have in common, beside the question itself, in that space.</summary>
    public float Feedback { get; init; } = 1f;

    /// <summary>How close a text without a common word must lie to be shown at all.</summary>
    public float LatentAlone { get; init; } = 0.3f;

    public float SpaceTitle { get; init; } = 2f;
    public float SpaceTheme { get; init; } = 1f;
    public float SpaceBody { get; init; } = 1f;

    /// <summary>A correction counts less than what was written.</summary>
    public float Corrected { get; init; } = 0.8f;

    /// <summary>So does a synonym.</summary>
    public float Synonym { get; init; } = 0.7f;

    /// <summary>How much a word that nothing resembles takes from the coverage.</summary>
    public float Unknown { get; init; } = 0.5f;

    /// <summary>What one occurrence counts for the latent space.</summary>
    public float InSpace(string field) => field switch
    {
        Fields.Title => SpaceTitle,
        Fields.Theme => SpaceTheme,
        _ => SpaceBody,
    };

    /// <summary>What one occurrence in a field counts.</summary>
    public float Of(string field) => field switch
    {
        Fields.Title => Title,
        Fields.Theme => Theme,
        Fields.Short => Short,
        Fields.Body => Body,
        Fields.Variants => Variants,
        _ => 0,
    };
}
