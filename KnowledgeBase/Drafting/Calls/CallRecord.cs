using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>The draft passed its check.</summary>
    Passed,

    /// <summary>The check refused it.</summary>
    Refused,

    /// <summary>The model failed: unreachable, an error, an answer that cannot be read, cut off.</summary>
    Failed,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>Not called: it has failed too often just before.</summary>
    BreakerOpen,

    /// <summary>Not called: too many calls were under way.</summary>
    Busy,

    /// <summary>Not called: the day's tokens, or the turn's, are spent.</summary>
    Spent,

    /// <summary>Whoever asked went away before it ended.</summary>
    Abandoned,

    /// <summary>The draft was shown with published sentences in the place of those that the check refused.</summary>
    Mended,
}

/// <summary>One call of the model, or one that was not made. Nothing in it is a citizen's, and nothing leads to one.</summary>
public sealed class CallRecord
{
    /// <summary>Most characters kept of what was refused.</summary>
    public const int Longest = 400;

    /// <summary>Its number, from 1.</summary>
    public long Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What for.</summary>
    public required ModelUse Use { get; init; }

    /// <summary>The model's name at its service.</summary>
    public required string Model { get; init; }

    /// <summary>The prompt and its version, « answer.v2 ».</summary>
    public required string Prompt { get; init; }

    /// <summary>The passages it was given: « vol-velo@12 », one blank apart.</summary>
    public string Passages { get; set; } = "";

    /// <summary>How it ended.</summary>
    public CallOutcome Outcome { get; set; }

    /// <summary>Why the check refused it, or the first of its sentences that was mended.</summary>
    public CheckReason Reason { get; set; }

    /// <summary>The sentence that was refused, without any word that only the citizen had; null: none is kept.</summary>
    public string? Refused { get; set; }

    /// <summary>Tokens of the prompt, as the service counted them, else estimated.</summary>
    public int TokensIn { get; set; }

    /// <summary>Tokens of the draft.</summary>
    public int TokensOut { get; set; }

    /// <summary>Until the first words came; 0: none came.</summary>
    public int FirstMilliseconds { get; set; }

    /// <summary>In all.</summary>
    public int Milliseconds { get; set; }
}

/// <summary>Whether a use is on, as an administrator left it.</summary>
public sealed class ModelSwitch
{
    /// <summary>The use.</summary>
    public required ModelUse Use { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool On { get; set; }

    /// <summary>Who switched it.</summary>
    public required string By { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>What people did with a draft.</summary>
public enum DraftAct
{
    /// <summary>It was shown.</summary>
    Shown,

    /// <summary>Taken as it was.</summary>
    Used,

    /// <summary>Taken, to be changed.</summary>
    Edited,

    /// <summary>Put away.</summary>
    Dismissed,
}

/// <summary>How often drafts were taken on a day.</summary>
public sealed class DraftCount
{
    /// <summary>The day in Paris.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What for.</summary>
    public required ModelUse Use { get; init; }

    /// <summary>What was done.</summary>
    public required DraftAct Act { get; init; }

    /// <summary>How often.</summary>
    public int Count { get; set; }
}

internal sealed class CallRecordConfiguration : IEntityTypeConfiguration<CallRecord>
{
    public void Configure(EntityTypeBuilder<CallRecord> builder)
    {
        builder.ToTable("model_calls");
        builder.HasKey(call => call.Id);
        builder.Property(call => call.Id).ValueGeneratedOnAdd();
        builder.Property(call => call.Use).HasConversion<int>();
        builder.Property(call => call.Outcome).HasConversion<int>();
        builder.Property(call => call.Reason).HasConversion<int>();
        builder.Property(call => call.Model).HasMaxLength(200);
        builder.Property(call => call.Prompt).HasMaxLength(80);
        builder.Property(call => call.Passages).HasMaxLength(1000);
        builder.Property(call => call.Refused).HasMaxLength(CallRecord.Longest);
        builder.HasIndex(call => call.At);
    }
}

internal sealed class ModelSwitchConfiguration : IEntityTypeConfiguration<ModelSwitch>
{
    public void Configure(EntityTypeBuilder<ModelSwitch> builder)
    {
        builder.ToTable("model_switches");
        builder.HasKey(one => one.Use);
        builder.Property(one => one.Use).HasConversion<int>().ValueGeneratedNever();
        builder.Property(one => one.By).HasMaxLength(100);
    }
}

internal sealed class DraftCountConfiguration : IEntityTypeConfiguration<DraftCount>
{
    public void Configure(EntityTypeBuilder<DraftCount> builder)
    {
        builder.ToTable("model_drafts");
        builder.HasKey(one => new { one.Day, one.Use, one.Act });
        builder.Property(one => one.Use).HasConversion<int>();
        builder.Property(one => one.Act).HasConversion<int>();
    }
}
