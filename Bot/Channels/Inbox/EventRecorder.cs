using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Channels.Rendering;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Inbox;

/// <summary>Makes lines of what a provider told. Everything carries the provider's identifier, so that doing it twice does it once.</summary>
internal sealed class EventRecorder(
    ChannelRegistry channels, ChannelBook book, IDbContextFactory<ChannelsDb> databases, Transcript transcript, Opening opening, Reception reception,
    InboundFiles files, StatusRecorder statuses, Speech speech, LanguageOf languages, IOptions<DirectLineOptions> site, TimeProvider clock)
{
    /// <summary>Kind of the line that says politely what is not understood.</summary>
    public const string NotUnderstood = "not-understood";

    private const int LongestText = 16000;

    /// <summary>Kind of a line for the staff about what the citizen did with an earlier one.</summary>
    private const string Notice = "channel";

    /// <summary>Writing again so long after the end begins a new conversation.</summary>
    private static readonly TimeSpan Over = TimeSpan.FromHours(12);

    /// <summary>One invitation a person and day.</summary>
    private static readonly TimeSpan Invited = TimeSpan.FromDays(1);

    public async Task<Recorded> RecordAsync(InboundReceipt receipt, InboundEvent item, CancellationToken cancellationToken)
    {
        if (item.Kind is InboundKind.Delivered or InboundKind.Read or InboundKind.Failed) return await statuses.RecordAsync(receipt, item, cancellationToken);
        if (channels.Find(receipt.Channel) is not { } channel) return new Recorded(null, Dropped: true);
        if (item.Kind is InboundKind.Public) return await InviteAsync(channel, receipt, item, cancellationToken);
        Conversation? present = null;
        var user = await book.TakeAsync(channel.Name, receipt.UserKey, item.From, WroteAt(receipt, item), async id => IsOver(present = await transcript.FindAsync(id, cancellationToken)), cancellationToken);
        var conversation = user.ConversationId!;
        var opened = present?.Id == conversation ? Opened.Known : await opening.OpenAsync(
            new Conversation(conversation, channel.Name, $"{channel.Name[..Math.Min(8, channel.Name.Length)]}_{receipt.UserKey[..32]}", item.Locale, clock.GetUtcNow()),
            language => speech.Say(language, "channel.notice", ("service", channel.Title), ("adresse", site.Value.PublicAddress.TrimEnd('/'))), cancellationToken);
        if (opened is Opened.Locked) return new Recorded(conversation, Dropped: true);
        var id = $"{receipt.Channel}:{receipt.EventId}";
        return item.Kind switch
        {
            InboundKind.Start => await StartAsync(conversation, opened, id, cancellationToken),
            InboundKind.Deletion => await DeletedAsync(channel, receipt, conversation, id, cancellationToken),
            InboundKind.Edit => await EditedAsync(channel, receipt, item, conversation, id, cancellationToken),
            InboundKind.Unknown => await UnknownAsync(conversation, id, cancellationToken),
            _ => await MessageAsync(channel, item, conversation, id, cancellationToken),
        };
    }

    /// <summary>When the citizen wrote, as the provider dates it, but never later than it came; null for what opens no window of free speech.</summary>
    private static DateTimeOffset? WroteAt(InboundReceipt receipt, InboundEvent item) =>
        item.Kind is InboundKind.Edit or InboundKind.Deletion ? null : item.At is { } at && at < receipt.ReceivedAt ? at : receipt.ReceivedAt;

    /// <summary>What is not there yet was about to be opened.</summary>
    private bool IsOver(Conversation? conversation) => conversation is { Locked: true } || (conversation is { Custody: Custody.Closed } && conversation.ClosedAt < clock.GetUtcNow() - Over);

    private async Task<Recorded> MessageAsync(IPushChannel channel, InboundEvent item, string conversation, string id, CancellationToken cancellationToken)
    {
        var text = await WordsAsync(channel, item, conversation, cancellationToken);
        var (cards, refused) = item.Files.Count > 0 ? await files.TakeAsync(channel, item, conversation, id, cancellationToken) : ([], null);
        if (text.Length == 0 && cards.Count == 0)
        {
            if (refused is { } why) return await AnswerAsync(conversation, id, why.Key, NotUnderstood, "channel.staff.file", ("taille", why.Megabytes));
            return await UnknownAsync(conversation, id, cancellationToken);
        }

        var wordless = text.Length == 0;
        var data = DataOf(item);
        var message = new InboundMessage(conversation, wordless ? speech.Say(Speech.French, "file.line", ("noms", string.Join(", ", cards.Select(card => card.Name)))) : text)
        {
            ClientMessageId = id,
            Locale = item.Locale is { Length: <= 35 } ? item.Locale : null,
            Data = cards.Count > 0 ? FileCard.AddTo(data, cards, wordless) : data,
        };
        var told = false;
        try
        {
            var receipt = await reception.ReceiveAsync(message, CancellationToken.None);
            told = receipt is { Sequence: not null, Known: false };
            if (refused is { } why) await AnswerAsync(conversation, id + ":file", why.Key, NotUnderstood, null, ("taille", why.Megabytes));

            // The assistant says it where it holds the conversation; an operator can listen.
            else if (item.Kind is InboundKind.Voice && await transcript.FindAsync(conversation, CancellationToken.None) is { Custody: Custody.Queued }) await AnswerAsync(conversation, id + ":voice", "channel.voice", NotUnderstood, null);
            return new Recorded(conversation, receipt.Sequence);
        }
        finally
        {
            if (!told && cards.Count > 0) await files.DropAsync(cards, conversation);
        }
    }

    /// <summary>The citizen's words: as they came, or those of the choice that was tapped or numbered.</summary>
    private async Task<string> WordsAsync(IPushChannel channel, InboundEvent item, string conversation, CancellationToken cancellationToken)
    {
        if (item.Kind is InboundKind.Position) return speech.Say(Speech.French, "channel.position");
        var text = (item.Text ?? "").Replace("\0", "", StringComparison.Ordinal);
        if (text.Length > LongestText) text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
        if (item.Choice is { } payload) return await Choices.TappedAsync(transcript, conversation, payload, cancellationToken) ?? text;
        return await Choices.NumberedAsync(transcript, conversation, text, channel.Limits, speech, cancellationToken) ?? (string.IsNullOrWhiteSpace(text) ? "" : text);
    }

    private static string? DataOf(InboundEvent item)
    {
        if (item.Position is not { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } position) return null;
        var accuracy = position.Accuracy is { } metres and >= 0 and < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $",\"accuracy\":{metres:R}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{{\"channelData\":{{\"position\":{{\"latitude\":{position.Latitude:R},\"longitude\":{position.Longitude:R}{accuracy}}}}}}}");
    }

    private async Task<Recorded> StartAsync(string conversation, Opened opened, string id, CancellationToken cancellationToken)
    {
        if (opened is Opened.Fresh) return new Recorded(conversation);
        if (await transcript.FindAsync(conversation, cancellationToken) is not { LastCitizenSequence: > 0 }) return new Recorded(conversation);
        return await AnswerAsync(conversation, id, "greet.back", LineKind.Text, null);
    }

    private Task<Recorded> UnknownAsync(string conversation, string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AnswerAsync(conversation, id, "channel.unknown", NotUnderstood, "channel.staff.unknown");
    }

    /// <summary>The new words are screened and answered as words; a line for the staff says that they stand for an earlier one, which stays as it was.</summary>
    private async Task<Recorded> EditedAsync(IPushChannel channel, InboundReceipt receipt, InboundEvent item, string conversation, string id, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(item.Text)) return new Recorded(conversation);
        var line = await LineOfAsync(receipt, conversation, cancellationToken);
        await NoticeAsync(conversation, id + ":notice", line is { } number ? "channel.staff.edited" : "channel.staff.edited.unknown", channel, line);
        return await MessageAsync(channel, item, conversation, id, cancellationToken);
    }

    private async Task<Recorded> DeletedAsync(IPushChannel channel, InboundReceipt receipt, string conversation, string id, CancellationToken cancellationToken)
    {
        var line = await LineOfAsync(receipt, conversation, cancellationToken);
        return new Recorded(conversation, await NoticeAsync(conversation, id, line is not null ? "channel.staff.deleted" : "channel.staff.deleted.unknown", channel, line));
    }

    private async Task<int?> LineOfAsync(InboundReceipt receipt, string conversation, CancellationToken cancellationToken)
    {
        if (receipt.MessageId is null) return null;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Receipts.AsNoTracking()
            .Where(row => row.UserKey == receipt.UserKey && row.MessageId == receipt.MessageId && row.ConversationId == conversation && row.Sequence != null && row.Id != receipt.Id)
            .OrderByDescending(row => row.Id).Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
    }

    private Task<int> NoticeAsync(string conversation, string id, string key, IPushChannel channel, int? line) => transcript.ChangeAsync(conversation, id, (changed, known) =>
        known ?? changed.Write(new Line(Author.System, speech.Say(Speech.French, key, ("service", channel.Title), ("n", (line ?? 0).ToString(CultureInfo.InvariantCulture))))
        {
            Kind = Notice, Audience = Audience.Staff, Locale = Speech.French, ClientMessageId = id,
        }, clock.GetUtcNow()).Sequence, CancellationToken.None);

    /// <summary>A fixed answer of the assistant, and where given a line for the staff. Said once in a row: ten stickers are answered once.</summary>
    private async Task<Recorded> AnswerAsync(string conversation, string id, string key, string kind, string? staff, params (string Name, string Value)[] values)
    {
        var last = await LastKindAsync(conversation);
        var sequence = await transcript.ChangeAsync(conversation, id, (changed, known) =>
        {
            if (known is not null) return known;
            var now = clock.GetUtcNow();
            var language = languages.For(changed.Language, changed.Locale);
            Message? written = null;
            if (staff is not null) written = changed.Write(new Line(Author.System, speech.Say(Speech.French, staff, values)) { Kind = Notice, Audience = Audience.Staff, Locale = Speech.French, ClientMessageId = id }, now);
            if (kind == NotUnderstood && last == NotUnderstood) return written?.Sequence;
            return changed.Write(new Line(Author.Bot, speech.Say(language, key, values)) { Kind = kind, Locale = language, ClientMessageId = written is null ? id : null, Data = new LineData { Kind = kind, Lang = language }.ToJson() }, now).Sequence;
        }, CancellationToken.None);
        return new Recorded(conversation, sequence);
    }

    private async Task<string?> LastKindAsync(string conversation)
    {
        if (await transcript.FindAsync(conversation, CancellationToken.None) is not { } known) return null;
        var lines = await transcript.ReadAsync(conversation, Math.Max(0, known.LastSequence - 10), 10, CancellationToken.None);
        return lines.LastOrDefault(line => line.Audience is Audience.Everyone)?.Kind;
    }

    /// <summary>Public words are neither read nor kept: whoever said them is asked once to write in private.</summary>
    private async Task<Recorded> InviteAsync(IPushChannel channel, InboundReceipt receipt, InboundEvent item, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var since = clock.GetUtcNow() - Invited;
            if (await db.Receipts.AnyAsync(row => row.UserKey == receipt.UserKey && row.Channel == receipt.Channel && row.Kind == InboundKind.Public && row.State == ReceiptState.Recorded && row.RecordedAt > since, cancellationToken)) return new Recorded(null);
        }

        var language = languages.For(null, item.Locale);
        var part = new OutboundPart { To = item.From, Text = Marked.Plainly(speech.Say(language, "channel.invite"), channel.Limits.Markup), Key = $"{receipt.Channel}:{receipt.EventId}", Locale = language };
        var outcome = await channel.SendAsync(part, cancellationToken);
        if (outcome.Result is SendResult.Later) throw new IOException($"The invitation was not sent: {outcome.Code}.");
        return new Recorded(null, Dropped: outcome.Result is SendResult.Refused);
    }
}
