using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Articles;

/// <summary>Where the working words of an article stand between their writer and the public.</summary>
public enum ArticleState
{
    /// <summary>Being written; what was public before stays so.</summary>
    Draft,

    /// <summary>Waits for a second reader, or, once approved, for its hour.</summary>
    InReview,

    /// <summary>The working words are the public ones.</summary>
    Published,

    /// <summary>Withdrawn, kept.</summary>
    Archived,
}

/// <summary>What editors work on: one question of citizens, with its answer. What the public reads is the last <see cref="Revision"/>.</summary>
/// <remarks>Each step refuses with an <see cref="ArticleException"/> what is not allowed, and moves <see cref="Stamp"/>.</remarks>
public sealed class Article
{
    /// <summary>Its address under <c>/aide</c>, never changed once public; at most 80 characters.</summary>
    public required string Slug { get; init; }

    /// <summary>The working words: public only once published.</summary>
    public required ArticleContent Content { get; set; }

    /// <summary>Where the working words stand.</summary>
    public ArticleState State { get; private set; } = ArticleState.Draft;

    /// <summary>Whether the public reads it, be it in other words than the working ones.</summary>
    public bool Public { get; private set; }

    /// <summary>Moves with every change: who saves says which one they began from, and only the first of two wins.</summary>
    public int Stamp { get; private set; }

    /// <summary>The number of the last <see cref="SavedVersion"/>; 0: nobody has written it in the studio.</summary>
    public int Version { get; private set; }

    /// <summary>Who wrote last; null: nobody has since it came with the product.</summary>
    public Editor? Writer { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Who asked for the review.</summary>
    public Editor? Asker { get; private set; }

    /// <summary>Who approved words that wait for their hour.</summary>
    public Editor? Approver { get; private set; }

    /// <summary>When approved words become public by themselves.</summary>
    public DateTimeOffset? PublishAt { get; private set; }

    /// <summary>When it is taken from the public by itself.</summary>
    public DateTimeOffset? WithdrawAt { get; private set; }

    /// <summary>Nobody but the product has ever changed it: newer words of the product may take their place.</summary>
    public bool Untouched => Writer is null && State is ArticleState.Published && WithdrawAt is null;

    /// <summary>Why this person may not approve; null when they may.</summary>
    public ArticleRefusal? RefusalFor(Editor reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (State is not ArticleState.InReview) return ArticleRefusal.State;
        return reader.Id == Asker?.Id || reader.Id == Writer?.Id ? ArticleRefusal.SecondPerson : null;
    }

    /// <summary>Other working words. Of a public article they are a draft; those under review stay so, but an approval lapses.</summary>
    /// <param name="content">The words.</param>
    /// <param name="by">Who wrote them.</param>
    /// <param name="at">When.</param>
    public void Write(ArticleContent content, Editor by, DateTimeOffset at)
    {
        if (State is ArticleState.Archived) throw Refuse(nameof(Write));
        if (State is ArticleState.Published) State = ArticleState.Draft;
        (Content, Writer, WrittenAt, Stamp) = (content, by, at, Stamp + 1);
        (Approver, PublishAt) = (null, null);
    }

    /// <summary>The words are ready: somebody else shall read them.</summary>
    public void AskReview(Editor by)
    {
        if (State is not ArticleState.Draft) throw Refuse(nameof(AskReview));
        (State, Asker, Approver, PublishAt, Stamp) = (ArticleState.InReview, by, null, null, Stamp + 1);
    }

    /// <summary>Back to the writer, be it from the review or from what waits for its hour.</summary>
    public void SendBack()
    {
        if (State is not ArticleState.InReview) throw Refuse(nameof(SendBack));
        (State, Asker, Approver, PublishAt, Stamp) = (ArticleState.Draft, null, null, null, Stamp + 1);
    }

    /// <summary>Makes the working words public, on the word of a second person.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    public Revision Approve(Editor by, DateTimeOffset at)
    {
        if (RefusalFor(by) is { } refusal) throw Refuse(nameof(Approve), refusal);
        return MakePublic(Writer ?? Asker!, by, at);
    }

    /// <summary>A second person approves the working words for later.</summary>
    /// <param name="by">The second person.</param>
    /// <param name="publishAt">From when they are public.</param>
    /// <param name="now">The present.</param>
    public void ApproveFor(DateTimeOffset publishAt, Editor by, DateTimeOffset now)
    {
        if (RefusalFor(by) is { } refusal) throw Refuse(nameof(ApproveFor), refusal);
        if (publishAt <= now) throw Refuse(nameof(ApproveFor), ArticleRefusal.Past);
        (Approver, PublishAt, Stamp) = (by, publishAt, Stamp + 1);
    }

    /// <summary>The hour of approved words has come.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    public Revision PublishOnTime(DateTimeOffset now)
    {
        if (State is not ArticleState.InReview || Approver is not { } approver || !(PublishAt <= now)) throw Refuse(nameof(PublishOnTime));
        return MakePublic(Writer ?? Asker!, approver, now);
    }

    /// <summary>Says when it is to be taken from the public; null: no more.</summary>
    public void WithdrawLater(DateTimeOffset? withdrawAt, DateTimeOffset now)
    {
        if (!Public) throw Refuse(nameof(WithdrawLater));
        if (withdrawAt <= now) throw Refuse(nameof(WithdrawLater), ArticleRefusal.Past);
        (WithdrawAt, Stamp) = (withdrawAt, Stamp + 1);
    }

    /// <summary>Takes it from the public, or sets a draft aside; its words are kept. One person is enough: what is wrong must go at once.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction; null where it was not public.</returns>
    public Revision? Withdraw(Editor by, DateTimeOffset at)
    {
        if (State is ArticleState.Archived) throw Refuse(nameof(Withdraw));
        var revision = Public ? new Revision { Slug = Slug, At = at, Content = null, Author = by } : null;
        (State, Public, Stamp) = (ArticleState.Archived, false, Stamp + 1);
        (Asker, Approver, PublishAt, WithdrawAt) = (null, null, null, null);
        return revision;
    }

    /// <summary>An archived article is worked on again.</summary>
    public void Reopen()
    {
        if (State is not ArticleState.Archived) throw Refuse(nameof(Reopen));
        (State, Stamp) = (ArticleState.Draft, Stamp + 1);
    }

    /// <summary>The product publishes its own words: a new article, or a newer text of one that nobody touched.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    internal Revision PublishSeed(ArticleContent content, DateTimeOffset at)
    {
        if (!Untouched && Stamp > 0) throw Refuse(nameof(PublishSeed));
        Content = content;
        return MakePublic(Editor.Seed, null, at);
    }

    /// <summary>An import makes its own words public.</summary>
    /// <returns>What is to be added to <see cref="KnowledgeDb.Revisions"/> in the same transaction.</returns>
    internal Revision PublishImport(DateTimeOffset at)
    {
        if (State is ArticleState.Archived) throw Refuse(nameof(PublishImport));
        return MakePublic(Editor.Import, null, at);
    }

    /// <summary>Notes where the words come from: neither the working words nor the public ones change.</summary>
    internal void Mark(ArticleOrigin origin) => (Content, Stamp) = (Content with { Origin = origin }, Stamp + 1);

    /// <summary>Counts one more saved version.</summary>
    internal int NextVersion() => ++Version;

    private Revision MakePublic(Editor author, Editor? approver, DateTimeOffset at)
    {
        (State, Public, Stamp) = (ArticleState.Published, true, Stamp + 1);
        (Asker, Approver, PublishAt) = (null, null, null);
        return new Revision { Slug = Slug, At = at, Content = Content, Author = author, Approver = approver };
    }

    private ArticleException Refuse(string step, ArticleRefusal refusal = ArticleRefusal.State) => new(refusal, Slug, State, step);
}

internal sealed class ArticleConfiguration : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.HasKey(a => a.Slug);
        builder.Property(a => a.Slug).HasMaxLength(80);
        builder.Property(a => a.State).HasConversion<int>();
        builder.Property(a => a.Stamp).IsConcurrencyToken();
        builder.Property(a => a.Content).HasConversion<ContentJson, ContentEquality>();
        builder.ComplexProperty(a => a.Writer!, EditorColumns.Of).ComplexProperty(a => a.Asker!, EditorColumns.Of).ComplexProperty(a => a.Approver!, EditorColumns.Of);
        builder.Ignore(a => a.Untouched);
        builder.HasIndex(a => a.State);
        builder.HasIndex(a => a.PublishAt);
        builder.HasIndex(a => a.WithdrawAt);
    }
}
