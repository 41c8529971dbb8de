using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.Carrying;
using BrigadeNumerique.Bot.Channels.Rendering;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Channels.Delivery;

/// <summary>Turns the lines after a user's cursor into deliveries: the cursor and the rows in one transaction, so that no line is planned twice or never.</summary>
internal sealed class DeliveryPlanner(ChannelRecord record, ChannelRegistry channels, ChannelBook book, LineRenderer renderer, Transcript transcript, Speech speech, LanguageOf languages, TimeProvider clock)
{
    private const int Page = 200;

    /// <summary>Client identifier of the proposal to go on in the service's own page: made once a conversation.</summary>
    private const string Proposal = "carry-proposal";

    /// <summary>Plans what one user is to be told.</summary>
    /// <returns>True when there is something new to send.</returns>
    public async Task<bool> PlanAsync(long userId, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(userId, cancellationToken) is not { ConversationId: { } conversation } user) return false;
        if (channels.Find(user.Channel) is not { } channel) return false;
        if (user.Through is { } end && user.Cursor >= end)
        {
            book.Forget(conversation);
            return false;
        }

        book.Learn(conversation, user.Id, user.LastInboundAt);
        var planned = false;
        while (true)
        {
            var lines = transcript.JustWritten(conversation, user.Cursor) ?? await transcript.ReadAsync(conversation, user.Cursor, Page, cancellationToken);
            if (user.Through is { } through) lines = [.. lines.Where(line => line.Sequence <= through)];
            if (lines.Count == 0) return planned;
            var last = lines[^1].Sequence;
            var rows = lines.Where(line => LineRenderer.Shows(line, channel.Limits)).SelectMany(line => Rows(user, line, channel.Limits)).ToList();
            var moved = await record.WriteAsync(async db =>
            {
                // Another node may have planned them meanwhile.
                var (ticks, before, through) = (clock.GetUtcNow().UtcTicks, user.Cursor, user.Through ?? 0);
                if (await db.Database.ExecuteSqlAsync($"""
                    UPDATE channel_users SET "Cursor" = {last}, "ActiveAt" = {ticks}
                    WHERE "Id" = {userId} AND "ConversationId" = {conversation} AND "Cursor" = {before} AND COALESCE("Through", 0) = {through}
                    """) == 0) return false;
                db.Deliveries.AddRange(rows.Select(Copy));
                return true;
            }, cancellationToken);
            if (!moved) return true;
            planned |= rows.Count > 0;
            user.Cursor = last;
            if (IsSensitive(lines) && user.Through is null) await ProposeAsync(conversation, cancellationToken);
            if (lines.Count < Page) return planned;
        }
    }

    private IEnumerable<ChannelDelivery> Rows(ChannelUser user, Message line, ChannelLimits limits)
    {
        var now = clock.GetUtcNow();
        var parts = renderer.Render(line, limits, CarryLinks.Sample(renderer.Address)).Count;
        for (var part = 0; part < parts; part++)
        {
            yield return new ChannelDelivery
            {
                Channel = user.Channel, UserId = user.Id, ConversationId = line.ConversationId, Sequence = line.Sequence, Part = part,
                Urgent = line.Kind == LineKind.Emergency, NextAt = now, CreatedAt = now, UpdatedAt = now,
            };
        }
    }

    /// <summary>A write may be run again: each time with rows of its own, which the context then tracks.</summary>
    private static ChannelDelivery Copy(ChannelDelivery row) => new()
    {
        Channel = row.Channel, UserId = row.UserId, ConversationId = row.ConversationId, Sequence = row.Sequence, Part = row.Part, Urgent = row.Urgent, NextAt = row.NextAt, CreatedAt = row.CreatedAt, UpdatedAt = row.UpdatedAt,
    };

    /// <summary>A sensitive matter does not belong on a foreign platform. Who is in danger is not sent elsewhere: there the numbers come first.</summary>
    private static bool IsSensitive(IReadOnlyList<Message> lines) => lines.Any(line =>
        line.Kind == LineKind.Transition ? Transitions.Read(line) is { To: Custody.Queued, Priority: Priority.Sensitive } : line.Kind == "sensitive");

    private Task<bool> ProposeAsync(string conversation, CancellationToken cancellationToken) => transcript.ChangeAsync(conversation, Proposal, (changed, known) =>
    {
        if (known is not null || changed.Locked) return false;
        var language = languages.For(changed.Language, changed.Locale);
        changed.Write(new Line(Author.System, speech.Say(language, "channel.carry"))
        {
            Kind = LineRenderer.Carry, Locale = language, ClientMessageId = Proposal, Data = new LineData { Speaker = "system", Kind = LineRenderer.Carry, Lang = language }.ToJson(),
        }, clock.GetUtcNow());
        return true;
    }, cancellationToken);
}
