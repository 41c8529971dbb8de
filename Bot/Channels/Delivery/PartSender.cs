using System.Collections.Concurrent;
using BrigadeNumerique.Bot.Channels.Carrying;
using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Rendering;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>The next part of a user.</summary>
internal sealed record NextPart(ChannelDelivery Row, IPushChannel Channel);

/// <summary>Sends one part, and writes down how that ended. A part whose answer was lost is sent again: better twice than never.</summary>
internal sealed class PartSender(
    IDbContextFactory<ChannelsDb> databases, ChannelRecord record, ChannelRegistry channels, ChannelBook book, LineRenderer renderer, CarryLinks carry, Transcript transcript, IChangeFeed feed,
    ChannelCounters counters, IOptions<ChannelOptions> options, TimeProvider clock, ILogger<PartSender> logger)
{
    /// <summary>As the table has it.</summary>
    private const int Sending = (int)DeliveryState.Sending;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    /// <summary>Whom a provider slows down is not given up for it, but for a day's age.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Pace> paces = new(StringComparer.Ordinal);

    /// <summary>The part that goes next, due or not: urgent ones before the others, then the order of the transcript. Null where there is none, or where the first is not due yet.</summary>
    public async Task<NextPart?> NextAsync(long userId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var row = await db.Deliveries.AsNoTracking().Where(row => row.UserId == userId && (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending))
            .OrderByDescending(row => row.Urgent).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return row is not null && row.NextAt <= clock.GetUtcNow() && channels.Find(row.Channel) is { } channel ? new NextPart(row, channel) : null;
    }

    /// <summary>How long the part has to wait for its place in the channel's schedule. An urgent one waits for nobody.</summary>
    public TimeSpan Wait(NextPart next, UserRun run)
    {
        if (next.Row.Urgent) return TimeSpan.Zero;
        var now = clock.GetUtcNow();
        run.Reserved ??= now + PaceOf(next.Channel).Reserve(next.Row.UserId);
        return run.Reserved.Value - now;
    }

    public async Task SendAsync(NextPart next, CancellationToken cancellationToken)
    {
        var (row, channel) = next;
        if (!await ClaimAsync(row, cancellationToken)) return;
        SendOutcome outcome;
        var byOperator = false;
        try
        {
            (outcome, byOperator) = await TryAsync(row, channel, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            outcome = SendOutcome.Later(DeliveryError.Timeout);
        }
        catch (HttpRequestException unreachable)
        {
            outcome = SendOutcome.Later(DeliveryError.Unreachable, unreachable.HttpRequestError.ToString());
        }
        catch (Exception fault)
        {
            Log.SendFailed(logger, row.Channel, row.Id, fault);
            outcome = SendOutcome.Later(DeliveryError.Server, fault.GetType().Name);
        }

        var state = await SettleAsync(row, outcome);
        if (outcome is { Everyone: true, After: { } pause }) PaceOf(channel).Close(pause);
        Count(row.Channel, state, outcome);

        // Whoever reads the conversation at the desk sees the state change.
        if (byOperator || state is not DeliveryState.Sent) feed.Publish(row.ConversationId);
    }

    /// <summary>Only who claims a row sends it, and nobody while another part of the same user is with the provider.</summary>
    private async Task<bool> ClaimAsync(ChannelDelivery row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (until, ticks) = ((now + (options.Value.Timeout * 2) + TimeSpan.FromSeconds(10)).UtcTicks, now.UtcTicks);
        var state = (int)row.State;

        // As text: a statement for every part is written once and not compiled anew.
        return await record.WriteAsync(db => db.Database.ExecuteSqlAsync($"""
            UPDATE channel_deliveries SET "State" = {Sending}, "Attempts" = "Attempts" + 1, "NextAt" = {until}, "UpdatedAt" = {ticks}
            WHERE "Id" = {row.Id} AND "State" = {state} AND "Attempts" = {row.Attempts} AND "NextAt" <= {ticks}
            AND NOT EXISTS (SELECT 1 FROM channel_deliveries other WHERE other."UserId" = {row.UserId} AND other."Id" <> {row.Id} AND other."State" = {Sending} AND other."NextAt" > {ticks})
            """), cancellationToken) == 1;
    }

    private async Task<(SendOutcome Outcome, bool ByOperator)> TryAsync(ChannelDelivery row, IPushChannel channel, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(row.UserId, cancellationToken) is not { } user) return (SendOutcome.Refused(DeliveryError.Invalid), false);
        var line = transcript.JustWritten(row.ConversationId, row.Sequence - 1)?.FirstOrDefault(Is) ?? (await transcript.ReadAsync(row.ConversationId, row.Sequence - 1, 1, cancellationToken)).FirstOrDefault(Is);
        if (line is null) return (SendOutcome.Refused(DeliveryError.Invalid, "The line is gone."), false);
        var byOperator = line.Author is Author.Operator;
        var limits = channel.Limits;
        var silent = clock.GetUtcNow() - user.LastInboundAt;
        var outside = silent > limits.Window;
        if (outside && !(byOperator && silent <= limits.OperatorWindow)) return (SendOutcome.Refused(DeliveryError.WindowClosed), byOperator);
        var link = line.Kind == LineRenderer.Carry ? await carry.MakeAsync(user, row.ConversationId, cancellationToken) : null;
        var parts = renderer.Render(line, limits, link);

        // Another version of the service cut it otherwise: what is left over has been said.
        if (row.Part >= parts.Count) return (SendOutcome.Sent(null), byOperator);
        var part = parts[row.Part];
        using var patience = new CancellationTokenSource(options.Value.Timeout, clock);
        var outcome = await channel.SendAsync(new OutboundPart
        {
            To = book.AddressOf(user),
            Text = part.Text,
            Form = part.Form,
            Choices = part.Choices,
            Links = part.Links,
            ByOperator = byOperator,
            OutsideWindow = outside,
            Locale = line.Locale,
            ReplyTo = limits.Quotes && line.ReplyTo is { } answered && row.Part == 0 ? await MessageOfAsync(user, row.ConversationId, answered, cancellationToken) : null,
            Key = FormattableString.Invariant($"{row.ConversationId}.{row.Sequence}.{row.Part}"),
        }, patience.Token);
        return (outcome, byOperator);

        bool Is(Message line) => line.Sequence == row.Sequence;
    }

    private async Task<string?> MessageOfAsync(ChannelUser user, string conversation, int sequence, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Receipts.AsNoTracking().Where(receipt => receipt.UserKey == user.UserKey && receipt.ConversationId == conversation && receipt.Sequence == sequence).Select(receipt => receipt.MessageId).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<DeliveryState> SettleAsync(ChannelDelivery row, SendOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var attempts = row.Attempts + 1;
        var slowed = outcome.Code == DeliveryError.Rate;
        var over = slowed ? now - row.CreatedAt > Oldest : attempts >= options.Value.Attempts;
        var state = outcome.Result switch
        {
            SendResult.Sent => DeliveryState.Sent,
            SendResult.Refused => DeliveryState.Failed,
            _ => over ? DeliveryState.Dead : DeliveryState.Pending,
        };
        var next = state is DeliveryState.Pending ? now + (outcome.After ?? Backoff(attempts)) : now;
        var (code, nextTicks, ticks, tried) = ((int)state, next.UtcTicks, now.UtcTicks, slowed && !over ? row.Attempts : attempts);
        var (message, error) = (outcome.MessageId is { } id ? Intake.Kept(id) : row.ProviderMessageId, StatusRecorder.Cut(outcome.Error));
        await record.WriteAsync(db => db.Database.ExecuteSqlAsync($"""
            UPDATE channel_deliveries SET "State" = {code}, "Attempts" = {tried}, "NextAt" = {nextTicks}, "UpdatedAt" = {ticks}, "ProviderMessageId" = {message}, "ErrorCode" = {outcome.Code}, "Error" = {error}
            WHERE "Id" = {row.Id} AND "State" = {Sending}
            """), CancellationToken.None);
        return state;
    }

    private TimeSpan Backoff(int attempts)
    {
        var pause = options.Value.FirstPause * Math.Pow(2, Math.Min(attempts - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (0.75 + (Random.Shared.NextDouble() / 2));
    }

    private void Count(string channel, DeliveryState state, SendOutcome outcome)
    {
        counters.Count(channel, state switch { DeliveryState.Sent => Counted.Sent, DeliveryState.Failed => Counted.Failed, DeliveryState.Dead => Counted.Dead, _ => Counted.Retried });
        if (outcome.Code is { } code) counters.Fault(channel, code, StatusRecorder.Cut(outcome.Error));
    }

    private Pace PaceOf(IPushChannel channel) => paces.GetOrAdd(channel.Name, static (_, args) => new Pace(args.Limits, args.clock), (channel.Limits, clock));
}
