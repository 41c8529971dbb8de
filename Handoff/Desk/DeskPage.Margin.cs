using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Desk.Side;
using BrigadeNumerique.Handoff.Notes;
using BrigadeNumerique.Handoff.Relay;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What stands beside the conversation: notes, tags, earlier ones, the sheet for the 17.</summary>
public sealed partial class DeskPage
{
    private readonly Dictionary<string, RelayWords> relays = new(StringComparer.Ordinal);

    private PanelTab tab;
    private Margin margin = Margin.Empty;
    private (string Id, int Sequence) marginOf;
    private IReadOnlyList<Named> named = [];
    private IReadOnlyList<Nameable> nameable = [];
    private string? relayNotice;
    private bool marginOld = true;

    private IReadOnlyList<Spoken> Notes => open is { Sealed: null } ? [.. open.Lines.Where(line => line.Voice is Voice.Note)] : [];

    private bool Readable => open is { Conversation: not null, Sealed: null };

    /// <summary>The sheet as it stands: what was written by hand, else what is kept, else what the citizen's words fill.</summary>
    private RelayWords RelayWordsNow => open is not { } exchange ? new RelayWords() : relays.GetValueOrDefault(exchange.Id) ?? margin.Sheet?.Words ?? Prefilled(exchange);

    private async Task ReadMarginAsync()
    {
        named = await Book.NamedAsync(me.Id, closing.Token);
        if (open is not { Conversation: { } conversation, Sealed: null })
        {
            (margin, marginOf) = (Margin.Empty, default);
            return;
        }

        if (named.Any(mention => mention.ConversationId == conversation.Id))
        {
            await Book.SeenAsync(conversation.Id, me.Id, closing.Token);
            named = [.. named.Where(mention => mention.ConversationId != conversation.Id)];
        }

        // Read again only where something was written: a notice of any conversation comes here.
        if (!marginOld && marginOf == (conversation.Id, conversation.LastSequence)) return;
        margin = new Margin(
            await Book.TagsAsync(conversation.Id, closing.Token), await Book.UsedTagsAsync(closing.Token),
            marginOf.Id == conversation.Id ? margin.Earlier : await Book.EarlierAsync(conversation.Id, me, closing.Token), await Relays.FindAsync(conversation.Id, closing.Token));
        if (nameable.Count == 0 || marginOf.Id != conversation.Id) nameable = [.. (await Book.NameableAsync(closing.Token)).Where(colleague => colleague.Id != me.Id)];
        (marginOf, marginOld) = ((conversation.Id, conversation.LastSequence), false);
    }

    private Task ShowTabAsync(PanelTab wanted)
    {
        (tab, panelOpen, focusNext, relayNotice) = (wanted, true, wanted.Id(), null);
        return Task.CompletedTask;
    }

    private async Task TagAsync(string name)
    {
        if (open is not { } exchange) return;
        await DoAsync(() => Book.TagAsync(exchange.Id, name, me, closing.Token));
        await ReadMarginAnewAsync();
    }

    private async Task UntagAsync(string name)
    {
        if (open is not { } exchange) return;
        await DoAsync(() => Book.UntagAsync(exchange.Id, name, me, closing.Token));
        focusNext = "tag-field";
        await ReadMarginAnewAsync();
    }

    private async Task<bool> NoteAsync(string text)
    {
        if (open is not { } exchange) return false;
        var kept = await DoAsync(() => Book.WriteAsync(exchange.Id, me, text, "note-" + Guid.NewGuid().ToString("N"), closing.Token));
        await ReadAsync();
        return kept;
    }

    private async Task ReadMarginAnewAsync()
    {
        marginOld = true;
        await ReadAsync();
    }

    private static RelayWords Prefilled(Exchange exchange) => RelayPrefill.From(
        [.. exchange.Lines.Where(line => line.Voice is Voice.Citizen).Select(line => new Told(line.Sequence, line.Text))],
        [.. exchange.Findings.OrderBy(finding => finding.Sequence).SelectMany(finding => finding.Signs.Select(sign => new Seen(finding.Sequence, sign.Words)))],
        exchange.Conversation is { Topic: not null } conversation ? InWords.Topic(conversation.Topic, conversation.Reason) : null);

    private async Task RelayAsync(RelayWords words)
    {
        if (open is not { } exchange || !MayRelay) return;
        (relays[exchange.Id], relayNotice) = (words, null);
        if (!await DoAsync(() => Relays.SaveAsync(exchange.Id, words, me, closing.Token))) notice ??= Wording.Say("desk.nothold");
    }

    private bool MayRelay => MineIsOpen || (me.Supervisor && Readable);

    private async Task RefillRelayAsync()
    {
        if (open is not { } exchange) return;
        var (words, found) = (RelayWordsNow, Prefilled(exchange));
        foreach (var field in RelayPaper.Fields)
        {
            if (words[field].Length == 0) words = words.With(field, found[field]);
        }

        await RelayAsync(words);
    }

    private async Task CopyRelayAsync()
    {
        if (open is not { } exchange || browser is null) return;
        var (words, now) = (RelayWordsNow, Clock.GetUtcNow());

        // Copied before it is kept: the browser lets a page copy only shortly after a click.
        var copied = await browser.CopyAsync(RelayPaper.Text(Reference.Of(exchange.Id), words, me.Name, hours.Say(now, now)), closing.Token);
        await RelayAsync(words);
        relayNotice = Wording.Say(copied ? "relay.copied" : "relay.notcopied");
    }

    private async Task PrintRelayAsync()
    {
        if (browser is not null) await browser.PrintAsync(closing.Token);
    }

    private async Task PassRelayAsync(string taker)
    {
        if (open is not { } exchange) return;
        if (string.IsNullOrWhiteSpace(taker))
        {
            (relayNotice, focusNext) = (Wording.Say("relay.who"), "relay-to");
            return;
        }

        relayNotice = null;
        if (!await DoAsync(() => Relays.PassOnAsync(exchange.Id, RelayWordsNow, taker, me, closing.Token))) notice ??= Wording.Say("desk.nothold");
        await ReadMarginAnewAsync();
    }
}
