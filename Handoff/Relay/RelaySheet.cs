using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Relay;

/// <summary>The fields of the sheet, in the order in which they are told on the telephone.</summary>
public enum RelayField
{
    /// <summary>Where help is needed.</summary>
    Where,

    /// <summary>What happens.</summary>
    What,

    /// <summary>Who is in danger.</summary>
    Who,

    /// <summary>Whether whoever does it is there, and who it is.</summary>
    Author,

    /// <summary>Weapons.</summary>
    Weapons,

    /// <summary>Children.</summary>
    Children,

    /// <summary>How the person is reached without risk.</summary>
    Reach,
}

/// <summary>What is passed to the 17 about one conversation. An empty field is one to ask for.</summary>
public sealed record RelayWords
{
    /// <summary>Longest field, in characters.</summary>
    public const int Longest = 500;

    private readonly string[] words = [.. Enum.GetValues<RelayField>().Select(_ => "")];

    /// <summary>One field; never null, cut at <see cref="Longest"/>.</summary>
    public string this[RelayField field] => words[(int)field];

    /// <summary>How many fields are filled.</summary>
    public int Filled => words.Count(word => word.Length > 0);

    /// <summary>The same with another word in one field.</summary>
    public RelayWords With(RelayField field, string? text)
    {
        var copy = new RelayWords();
        words.CopyTo(copy.words, 0);
        var plain = (text ?? "").Trim();
        copy.words[(int)field] = plain.Length > Longest ? plain[..Longest] : plain;
        return copy;
    }

    /// <inheritdoc/>
    public bool Equals(RelayWords? other) => other is not null && words.AsSpan().SequenceEqual(other.words);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join('\n', words).GetHashCode(StringComparison.Ordinal);
}

/// <summary>The sheet of a conversation as it is kept.</summary>
public sealed class RelaySheet
{
    /// <summary>The conversation; it has one sheet.</summary>
    public required string ConversationId { get; init; }

    /// <summary>See <see cref="RelayField.Where"/>.</summary>
    public string Where { get; private set; } = "";

    /// <summary>See <see cref="RelayField.What"/>.</summary>
    public string What { get; private set; } = "";

    /// <summary>See <see cref="RelayField.Who"/>.</summary>
    public string Who { get; private set; } = "";

    /// <summary>See <see cref="RelayField.Author"/>.</summary>
    public string Author { get; private set; } = "";

    /// <summary>See <see cref="RelayField.Weapons"/>.</summary>
    public string Weapons { get; private set; } = "";

    /// <summary>See <see cref="RelayField.Children"/>.</summary>
    public string Children { get; private set; } = "";

    /// <summary>See <see cref="RelayField.Reach"/>.</summary>
    public string Reach { get; private set; } = "";

    /// <summary>Who filled it last.</summary>
    public string SavedBy { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Who took it at the other end, or null while it is not passed on.</summary>
    public string? TakenBy { get; private set; }

    /// <summary>Who passed it on, or null.</summary>
    public string? RelayedBy { get; private set; }

    /// <summary>When it was last passed on, or null.</summary>
    public DateTimeOffset? RelayedAt { get; private set; }

    /// <summary>Its words.</summary>
    public RelayWords Words => new RelayWords().With(RelayField.Where, Where).With(RelayField.What, What).With(RelayField.Who, Who).With(RelayField.Author, Author)
        .With(RelayField.Weapons, Weapons).With(RelayField.Children, Children).With(RelayField.Reach, Reach);

    /// <summary>Other words.</summary>
    public void Write(RelayWords words, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(words);
        (Where, What, Who, Author) = (words[RelayField.Where], words[RelayField.What], words[RelayField.Who], words[RelayField.Author]);
        (Weapons, Children, Reach) = (words[RelayField.Weapons], words[RelayField.Children], words[RelayField.Reach]);
        (SavedBy, SavedAt) = (by, at);
    }

    /// <summary>It was passed on.</summary>
    public void PassOn(string takenBy, string by, DateTimeOffset at) => (TakenBy, RelayedBy, RelayedAt) = (takenBy, by, at);
}

internal sealed class RelaySheetConfiguration : IEntityTypeConfiguration<RelaySheet>
{
    public void Configure(EntityTypeBuilder<RelaySheet> builder)
    {
        builder.ToTable("relay_sheets");
        builder.HasKey(r => r.ConversationId);
        builder.Property(r => r.ConversationId).HasMaxLength(64);
        builder.Ignore(r => r.Words);
        foreach (var field in new[] { nameof(RelaySheet.Where), nameof(RelaySheet.What), nameof(RelaySheet.Who), nameof(RelaySheet.Author), nameof(RelaySheet.Weapons), nameof(RelaySheet.Children), nameof(RelaySheet.Reach) })
        {
            builder.Property(field).HasMaxLength(RelayWords.Longest);
        }

        builder.Property(r => r.SavedBy).HasMaxLength(100);
        builder.Property(r => r.TakenBy).HasMaxLength(RelayDesk.LongestName);
        builder.Property(r => r.RelayedBy).HasMaxLength(100);
        builder.HasOne<Conversation>().WithMany().HasForeignKey(r => r.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
