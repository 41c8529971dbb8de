using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A group of words that editors made, or one of the product that they switched off or on again.</summary>
/// <remarks>Each change moves <see cref="Stamp"/> and gives the row of <see cref="SynonymChange"/> that is added in the same transaction.</remarks>
public sealed class SynonymGroup
{
    /// <summary>Its number, from 1.</summary>
    public int Id { get; init; }

    /// <summary>The key of the product's group that it stands for; null: editors made it.</summary>
    public string? BuiltIn { get; init; }

    /// <summary>Its words; of a group of the product, those that it had when it was switched.</summary>
    public required SynonymWords Words { get; set; }

    /// <summary>Whether the search uses it.</summary>
    public bool On { get; private set; } = true;

    /// <summary>Moves with every change: who saves says which one they began from, and only the first of two wins.</summary>
    public int Stamp { get; private set; }

    /// <summary>Who changed it last.</summary>
    public Editor Writer { get; private set; } = null!; // set by the first change

    /// <summary>When.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Other words; of a new group, its first.</summary>
    public SynonymChange Write(SynonymWords words, Editor by, DateTimeOffset at)
    {
        Words = words;
        return Change(SynonymChangeKind.Written, by, at);
    }

    /// <summary>Switches it off or on again.</summary>
    public SynonymChange Switch(bool on, Editor by, DateTimeOffset at)
    {
        On = on;
        return Change(on ? SynonymChangeKind.SwitchedOn : SynonymChangeKind.SwitchedOff, by, at);
    }

    private SynonymChange Change(SynonymChangeKind kind, Editor by, DateTimeOffset at)
    {
        (Writer, WrittenAt, Stamp) = (by, at, Stamp + 1);
        return new SynonymChange { Group = this, Kind = kind, Words = Words, By = by, At = at };
    }
}

/// <summary>What was done to a group.</summary>
public enum SynonymChangeKind
{
    /// <summary>It was made, or its words changed.</summary>
    Written,

    /// <summary>The search no longer uses it.</summary>
    SwitchedOff,

    /// <summary>The search uses it again.</summary>
    SwitchedOn,

    /// <summary>It is no more.</summary>
    Removed,

    /// <summary>Somebody else had saved meanwhile: these words were kept beside theirs, and are not used.</summary>
    Aside,
}

/// <summary>One change of a group: who, when, and the words it left. Rows are only ever added; nodes compare how many there are.</summary>
public sealed class SynonymChange
{
    /// <summary>Its number, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The group; null: it was removed since.</summary>
    public int? GroupId { get; init; }

    /// <summary>The same.</summary>
    public SynonymGroup? Group { get; init; }

    /// <summary>What was done.</summary>
    public required SynonymChangeKind Kind { get; init; }

    /// <summary>The words after it; of a removal, those that went.</summary>
    public required SynonymWords Words { get; init; }

    /// <summary>Who did it.</summary>
    public required Editor By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class SynonymGroupConfiguration : IEntityTypeConfiguration<SynonymGroup>
{
    public void Configure(EntityTypeBuilder<SynonymGroup> builder)
    {
        builder.ToTable("synonyms");
        builder.HasKey(group => group.Id);
        builder.Property(group => group.Id).ValueGeneratedOnAdd();
        builder.Property(group => group.BuiltIn).HasMaxLength(80);
        builder.Property(group => group.Stamp).IsConcurrencyToken();
        builder.Property(group => group.Words).HasConversion<SynonymJson, SynonymEquality>();
        builder.ComplexProperty(group => group.Writer, EditorColumns.Of);

        // Two who switch one of the product at once make one row.
        builder.HasIndex(group => group.BuiltIn).IsUnique();
    }
}

internal sealed class SynonymChangeConfiguration : IEntityTypeConfiguration<SynonymChange>
{
    public void Configure(EntityTypeBuilder<SynonymChange> builder)
    {
        builder.ToTable("synonym_changes");
        builder.HasKey(change => change.Number);
        builder.Property(change => change.Number).ValueGeneratedOnAdd();
        builder.Property(change => change.Kind).HasConversion<int>();
        builder.Property(change => change.Words).HasConversion<SynonymJson, SynonymEquality>();
        builder.ComplexProperty(change => change.By, EditorColumns.Of);
        builder.HasOne(change => change.Group).WithMany().HasForeignKey(change => change.GroupId).OnDelete(DeleteBehavior.SetNull);
    }
}
