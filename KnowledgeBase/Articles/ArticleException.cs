namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>Why a step of an article is refused.</summary>
public enum ArticleRefusal
{
    /// <summary>Its state does not allow it.</summary>
    State,

    /// <summary>Whoever asked for the review, or wrote last, cannot approve: a second person must.</summary>
    SecondPerson,

    /// <summary>The moment is past.</summary>
    Past,
}

/// <summary>A step that an article refuses.</summary>
public sealed class ArticleException : InvalidOperationException
{
    /// <summary>Names the article, its state and the step.</summary>
    public ArticleException(ArticleRefusal refusal, string slug, ArticleState state, string step)
        : base($"{slug}: {step} is refused in {state} ({refusal}).") => (Refusal, State) = (refusal, state);

    /// <summary>Why.</summary>
    public ArticleRefusal Refusal { get; }

    /// <summary>The state it was in.</summary>
    public ArticleState State { get; }
}
