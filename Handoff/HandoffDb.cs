using BrigadeNumerique.Handoff.Audit;
using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Copies;
using BrigadeNumerique.Handoff.Files;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Satisfaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BrigadeNumerique.Handoff;

/// <summary>The tables of this module. The host derives one empty context per engine, with its own migrations.</summary>
public abstract class HandoffDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Who holds what.</summary>
    public DbSet<Conversation> Conversations => Set<Conversation>();

    /// <summary>Every line of every conversation.</summary>
    public DbSet<Message> Messages => Set<Message>();

    /// <summary>Who is, or was, at the desk.</summary>
    public DbSet<Operator> Operators => Set<Operator>();

    /// <summary>Whether the desk is in a surge.</summary>
    public DbSet<Surge> Surges => Set<Surge>();

    /// <summary>What citizens thought of their exchange.</summary>
    public DbSet<Opinion> Opinions => Set<Opinion>();

    /// <summary>What citizens sent as files.</summary>
    public DbSet<CitizenFile> Files => Set<CitizenFile>();

    /// <summary>How citizens may be reached safely.</summary>
    public DbSet<SafeContact> SafeContacts => Set<SafeContact>();

    /// <summary>Codes for a copy of the exchange.</summary>
    public DbSet<CopyCode> CopyCodes => Set<CopyCode>();

    /// <summary>Messages that raised nothing, drawn to be read again.</summary>
    public DbSet<AuditedMessage> Audited => Set<AuditedMessage>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);

        // One form of time that sorts alike on both engines, to the tick: PostgreSQL would round to microseconds.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HandoffDb).Assembly);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
