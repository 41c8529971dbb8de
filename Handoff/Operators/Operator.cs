using BrigadeNumerique.Handoff.Skills;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>What an operator at the desk does now, as they say it.</summary>
public enum Presence
{
    /// <summary>Takes conversations.</summary>
    Available,

    /// <summary>At work, and takes no more for the moment: nothing is offered.</summary>
    Busy,

    /// <summary>Not there for a moment; what they hold stays theirs.</summary>
    Away,

    /// <summary>Not there, and what they hold goes back to the queue.</summary>
    AwayAndReassign,
}

/// <summary>A gendarme who works, or worked, at the desk.</summary>
public sealed class Operator
{
    /// <summary>The account's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Rank and first name, as citizens read it.</summary>
    public required string Name { get; set; }

    /// <summary>What they say they do.</summary>
    public Presence Presence { get; set; }

    /// <summary>Watches the desk: asked when nobody else answered, and may assign.</summary>
    public bool Supervisor { get; set; }

    /// <summary>What they are trained for, set by a supervisor.</summary>
    public SkillSet Skills { get; set; } = SkillSet.None;

    /// <summary>How much they hold at once, weighted by gravity; null: the desk's own measure.</summary>
    public int? Capacity { get; set; }

    /// <summary>When their service ends: a while before, nothing more is offered.</summary>
    public DateTimeOffset? LeavesAt { get; set; }

    /// <summary>Last sign of life of a desk page of theirs.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When they last took a conversation, or null.</summary>
    public DateTimeOffset? LastTakenAt { get; set; }

    /// <summary>The filters of the queue that they keep, as their desk writes them; at most 2,000 characters.</summary>
    public string Filters { get; set; } = "";
}

internal sealed class OperatorConfiguration : IEntityTypeConfiguration<Operator>
{
    public void Configure(EntityTypeBuilder<Operator> builder)
    {
        builder.ToTable("operators");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).HasMaxLength(64);
        builder.Property(o => o.Name).HasMaxLength(100);
        builder.Property(o => o.Presence).HasConversion<int>();
        builder.Property(o => o.Skills).HasConversion(skills => skills.ToString(), list => SkillSet.Read(list)).HasMaxLength(500);
        builder.Property(o => o.Filters).HasMaxLength(2000);
        builder.HasIndex(o => o.LastSeenAt);
    }
}
