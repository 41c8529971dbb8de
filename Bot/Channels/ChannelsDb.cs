using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>What the channels that push need beside the record. The host derives one empty context per engine, with its own migrations.</summary>
public abstract class ChannelsDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Who writes from where.</summary>
    public DbSet<ChannelUser> Users => Set<ChannelUser>();

    /// <summary>What came in, once each.</summary>
    public DbSet<InboundReceipt> Receipts => Set<InboundReceipt>();

    /// <summary>What goes out, a row a part.</summary>
    public DbSet<ChannelDelivery> Deliveries => Set<ChannelDelivery>();

    /// <summary>One-time links that carry a conversation over.</summary>
    public DbSet<CarryCode> CarryCodes => Set<CarryCode>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var users = modelBuilder.Entity<ChannelUser>();
        users.ToTable("channel_users");
        users.Property(user => user.Channel).HasMaxLength(32);
        users.Property(user => user.UserKey).HasMaxLength(64);
        users.Property(user => user.ConversationId).HasMaxLength(64);
        users.HasIndex(user => new { user.Channel, user.UserKey }).IsUnique();
        users.HasIndex(user => user.ConversationId);
        users.HasIndex(user => user.ActiveAt);

        var receipts = modelBuilder.Entity<InboundReceipt>();
        receipts.ToTable("channel_receipts");
        receipts.Property(receipt => receipt.Channel).HasMaxLength(32);
        receipts.Property(receipt => receipt.EventId).HasMaxLength(InboundReceipt.LongestId);
        receipts.Property(receipt => receipt.UserKey).HasMaxLength(64);
        receipts.Property(receipt => receipt.MessageId).HasMaxLength(InboundReceipt.LongestId);
        receipts.Property(receipt => receipt.ConversationId).HasMaxLength(64);
        receipts.Property(receipt => receipt.Kind).HasConversion<int>();
        receipts.Property(receipt => receipt.State).HasConversion<int>();
        receipts.HasIndex(receipt => new { receipt.Channel, receipt.EventId }).IsUnique();

        // The worker asks for what waits: a handful among all that ever came.
        receipts.HasIndex(receipt => receipt.ReceivedAt, "IX_channel_receipts_waiting").HasFilter("\"State\" = 0");

        // An edit, a deletion or a tap names an earlier message.
        receipts.HasIndex(receipt => new { receipt.UserKey, receipt.MessageId });
        receipts.HasIndex(receipt => receipt.RecordedAt);

        var deliveries = modelBuilder.Entity<ChannelDelivery>();
        deliveries.ToTable("channel_deliveries");
        deliveries.Property(row => row.Channel).HasMaxLength(32);
        deliveries.Property(row => row.ConversationId).HasMaxLength(64);
        deliveries.Property(row => row.ProviderMessageId).HasMaxLength(InboundReceipt.LongestId);
        deliveries.Property(row => row.ErrorCode).HasMaxLength(32);
        deliveries.Property(row => row.Error).HasMaxLength(ChannelDelivery.LongestError);
        deliveries.Property(row => row.State).HasConversion<int>();
        deliveries.HasOne<ChannelUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);

        // A line is delivered once to a user, whatever node planned it.
        deliveries.HasIndex(row => new { row.UserId, row.ConversationId, row.Sequence, row.Part }).IsUnique();
        deliveries.HasIndex(row => new { row.ConversationId, row.Sequence });
        deliveries.HasIndex(row => new { row.Channel, row.ProviderMessageId });
        deliveries.HasIndex(row => row.NextAt, "IX_channel_deliveries_waiting").HasFilter("\"State\" < 2");
        deliveries.HasIndex(row => row.UpdatedAt, "IX_channel_deliveries_dead").HasFilter("\"State\" = 5 OR \"State\" = 6");

        var codes = modelBuilder.Entity<CarryCode>();
        codes.ToTable("channel_carry_codes");
        codes.HasKey(code => code.Hash);
        codes.Property(code => code.Hash).HasMaxLength(64).IsFixedLength();
        codes.Property(code => code.ConversationId).HasMaxLength(64);
        codes.HasIndex(code => code.UserId);
        codes.HasIndex(code => code.ExpiresAt);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>Somebody who writes from a service of another company. Who it is there is kept only as a keyed hash, and as an address that is encrypted.</summary>
public sealed class ChannelUser
{
    /// <summary>Ours; grows.</summary>
    public long Id { get; init; }

    /// <summary>Name of the channel, e.g. « telegram ».</summary>
    public required string Channel { get; init; }

    /// <summary>Keyed hash of the provider's identifier, in hexadecimal.</summary>
    public required string UserKey { get; init; }

    /// <summary>Encrypted JSON of <see cref="ChannelAddress"/>: what is needed to answer. The newest counts.</summary>
    public required string Address { get; set; }

    /// <summary>The conversation that runs, or null: the next message opens one.</summary>
    public string? ConversationId { get; set; }

    /// <summary>The last line of that conversation that was turned into deliveries.</summary>
    public int Cursor { get; set; }

    /// <summary>The last line that this channel is told, where the exchange goes on elsewhere; null while it goes on here.</summary>
    public int? Through { get; set; }

    /// <summary>When the citizen wrote last, as the provider dates it and never later than it came: what windows of free speech count from.</summary>
    public DateTimeOffset LastInboundAt { get; set; }

    /// <summary>When anything was written to or by this user: older ones are not looked at every few seconds.</summary>
    public DateTimeOffset ActiveAt { get; set; }
}

/// <summary>Where a receipt is.</summary>
public enum ReceiptState
{
    /// <summary>Durable, not yet in the transcript.</summary>
    Received,

    /// <summary>In the transcript, or acted on.</summary>
    Recorded,

    /// <summary>Could not be acted on: what it spoke of is not known here.</summary>
    Dropped,
}

/// <summary>One thing that a provider told us, once.</summary>
public sealed class InboundReceipt
{
    /// <summary>Longest identifier of a provider that is kept; a longer one is kept as its hash.</summary>
    public const int LongestId = 160;

    /// <summary>Ours; grows.</summary>
    public long Id { get; init; }

    /// <summary>Name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The provider's identifier of the event: a second one is the same one.</summary>
    public required string EventId { get; init; }

    /// <summary>Keyed hash of the user.</summary>
    public required string UserKey { get; init; }

    /// <summary>What kind of thing.</summary>
    public required Inbox.InboundKind Kind { get; init; }

    /// <summary>The provider's order within one user.</summary>
    public required long Order { get; init; }

    /// <summary>The provider's identifier of the message that it is, or speaks of.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Encrypted JSON of the event; emptied as soon as it is recorded.</summary>
    public string? Payload { get; set; }

    /// <summary>How often recording it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Where it is.</summary>
    public ReceiptState State { get; set; }

    /// <summary>The conversation that it went to.</summary>
    public string? ConversationId { get; set; }

    /// <summary>The line that it became, where it became one.</summary>
    public int? Sequence { get; set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset? RecordedAt { get; set; }
}

/// <summary>Where a part of a line is on its way. The order is that of the states' progress: a later one is never undone by an earlier.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be sent.</summary>
    Pending = 0,

    /// <summary>With the provider now; nobody knows yet how it ended.</summary>
    Sending = 1,

    /// <summary>The provider has it.</summary>
    Sent = 2,

    /// <summary>The citizen's device has it.</summary>
    Delivered = 3,

    /// <summary>The citizen has read it.</summary>
    Read = 4,

    /// <summary>The provider, or a rule of its, refused it for good.</summary>
    Failed = 5,

    /// <summary>Given up after many attempts.</summary>
    Dead = 6,

    /// <summary>Given up by a person.</summary>
    Dropped = 7,
}

/// <summary>One part of one line on its way to one user. The words stay in the transcript.</summary>
public sealed class ChannelDelivery
{
    /// <summary>Longest reason kept.</summary>
    public const int LongestError = 200;

    /// <summary>Ours; grows.</summary>
    public long Id { get; init; }

    /// <summary>Name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>To whom.</summary>
    public required long UserId { get; init; }

    /// <summary>The line's conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The line.</summary>
    public required int Sequence { get; init; }

    /// <summary>Which part of it, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>Goes before the others.</summary>
    public bool Urgent { get; init; }

    /// <summary>Where it is.</summary>
    public DeliveryState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before then; of one being sent: until when its outcome is waited for.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>The provider's identifier, once it has it.</summary>
    public string? ProviderMessageId { get; set; }

    /// <summary>What went wrong last; see <see cref="DeliveryError"/>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The provider's short words for it; never the citizen's or ours.</summary>
    public string? Error { get; set; }

    /// <summary>When it was planned.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state changed last.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A link, valid once, with which a citizen goes on in the service's own page. The code itself is not kept.</summary>
public sealed class CarryCode
{
    /// <summary>SHA-256 of the code, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose exchange.</summary>
    public required long UserId { get; init; }

    /// <summary>Which conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Until when it opens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was opened; then it opens nothing more.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
