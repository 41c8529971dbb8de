using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Side;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.Handoff.Relay;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Automatic drafts: asked for, looked at, taken, edited or put away. Nothing of one goes anywhere by itself.</summary>
public sealed partial class DeskPage
{
    private const int MostTranslated = 12;

    private readonly Dictionary<string, DraftBoard> boards = new(StringComparer.Ordinal);
    private string? draftsTold;

    private bool AnyDrafts => Enum.GetValues<DeskDraftKind>().Any(Automatic.Offers);

    private DraftBoard Board => open is { } exchange ? BoardOf(exchange.Id) : new DraftBoard();

    /// <summary>The citizen's language where it is not the staff's.</summary>
    private string? ForeignLanguage => open?.Conversation is { } conversation && (conversation.Language ?? conversation.Locale) is { Length: >= 2 } tag && !tag.StartsWith("fr", StringComparison.OrdinalIgnoreCase) ? tag[..2].ToLowerInvariant() : null;

    private DraftBoard BoardOf(string id)
    {
        if (!boards.TryGetValue(id, out var board)) boards[id] = board = new DraftBoard();
        return board;
    }

    /// <summary>Whoever takes an exchange finds it summed up: asked for once, beside everything else.</summary>
    private void BeginSummary()
    {
        if (!MineIsOpen || open is not { Sealed: null } exchange || BoardOf(exchange.Id).Of(DeskDraftKind.Summary).Asked || !Automatic.Offers(DeskDraftKind.Summary)) return;
        _ = InvokeAsync(() => DraftAsync(DeskDraftKind.Summary));
    }

    private async Task DraftAsync(DeskDraftKind kind)
    {
        if (open is not { Sealed: null } exchange || !Readable) return;
        var board = BoardOf(exchange.Id);
        if (board.Of(kind).Busy) return;
        board.Put(kind, new DraftState([], Asked: true, Busy: true, Dismissed: false));
        draftsTold = null;
        StateHasChanged();
        IReadOnlyList<DeskDraftPart> parts = [];
        try
        {
            parts = await Automatic.DraftAsync(kind, await Transcript.ReadAsync(exchange.Id, 0, int.MaxValue, closing.Token), closing.Token);
            if (parts.Count > 0) Automatic.Count(kind, DeskDraftAct.Shown);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.DeskActFailed(Logger, fault);
        }

        board.Put(kind, new DraftState(parts, Asked: true, Busy: false, Dismissed: false));
        if (open?.Id == exchange.Id && tab is PanelTab.Drafts) draftsTold = Wording.Say(parts.Count > 0 ? "drafts.ready" : "drafts.none.of", ("quoi", Wording.Say("drafts." + kind.ToString().ToLowerInvariant())));
        if (!closing.IsCancellationRequested) StateHasChanged();
    }

    private void TakeDraft((DeskDraftKind Kind, DeskDraftPart Part, DeskDraftAct Act) taken)
    {
        if (open is not { } exchange) return;
        var board = BoardOf(exchange.Id);
        Automatic.Count(taken.Kind, taken.Act);
        var place = board.Of(taken.Kind).Parts.ToList().IndexOf(taken.Part);
        List<DeskDraftPart> left = [.. board.Of(taken.Kind).Parts.Where(part => part != taken.Part)];
        board.Put(taken.Kind, new DraftState(left, Asked: true, Busy: false, Dismissed: left.Count == 0 && taken.Act is DeskDraftAct.Dismissed) { Taken = left.Count == 0 && taken.Act is not DeskDraftAct.Dismissed });
        draftsTold = taken.Act is DeskDraftAct.Dismissed ? Wording.Say("drafts.dismissed") : null;
        if (taken.Act is DeskDraftAct.Dismissed || !MineIsOpen)
        {
            // The button that was pressed is gone: the keyboard goes on from the next reply, or from what asks for others.
            focusNext = left.Count == 0 ? "ask-" + taken.Kind : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dismiss-reply-{Math.Min(place + 1, left.Count)}");
            return;
        }

        Compose(exchange, taken.Part.Source is { } source ? taken.Part.Text + "\n" + new Uri(new Uri(Navigation.BaseUri), source) : taken.Part.Text);
    }

    private async Task UseDraftAsync((DeskDraftKind Kind, DeskDraftAct Act) taken)
    {
        if (open is not { } exchange) return;
        var board = BoardOf(exchange.Id);
        var parts = board.Of(taken.Kind).Parts;
        Automatic.Count(taken.Kind, taken.Act);
        board.Put(taken.Kind, new DraftState([], Asked: true, Busy: false, Dismissed: taken.Act is DeskDraftAct.Dismissed) { Taken = taken.Act is not DeskDraftAct.Dismissed });
        draftsTold = taken.Act is DeskDraftAct.Dismissed ? Wording.Say("drafts.dismissed") : null;
        if (taken.Act is DeskDraftAct.Dismissed || !MineIsOpen)
        {
            focusNext = "ask-" + taken.Kind;
            return;
        }

        if (taken.Kind is DeskDraftKind.Relay)
        {
            var words = RelayWordsNow;
            foreach (var part in parts)
            {
                var field = part.Label switch { "Qui" => RelayField.Who, "Où" => RelayField.Where, _ => RelayField.What };

                // What is there already was written by somebody, or found in the citizen's own words.
                if (words[field].Length == 0) words = words.With(field, part.Text);
            }

            await RelayAsync(words);
            await ShowTabAsync(PanelTab.Relay);
            return;
        }

        var text = string.Join('\n', parts.Select(part => $"{part.Label}\u00A0: {part.Text}"));
        await NotingAsync(true);
        Compose(exchange, Wording.Say("drafts.note", ("texte", text)));
    }

    private async Task TranslateReadAsync()
    {
        if (open is not { } exchange || ForeignLanguage is null) return;
        var board = BoardOf(exchange.Id);
        if (board.Translating) return;
        board.Translating = true;
        StateHasChanged();
        var lines = await Transcript.ReadAsync(exchange.Id, 0, int.MaxValue, closing.Token);
        var pairs = new List<(string, string)>();
        foreach (var line in lines.Where(line => line is { Author: Author.Citizen, Audience: Audience.Everyone } && line.Text.Length > 0).TakeLast(MostTranslated))
        {
            if (board.Translations.FirstOrDefault(known => known.Original == line.Text) is { French: { } known }) pairs.Add((line.Text, known));
            else if (await Automatic.TranslateAsync(line.Text, "fr", closing.Token) is { } french) pairs.Add((line.Text, french));
        }

        (board.Translations, board.Translating) = (pairs, false);
        draftsTold = Wording.Say(pairs.Count == 0 ? "drafts.none.of" : "drafts.ready", ("quoi", Wording.Say("drafts.translation")));
        if (pairs.Count > 0) Automatic.Count(DeskDraftKind.Translation, DeskDraftAct.Shown);
    }

    private async Task TranslateMineAsync()
    {
        if (open is not { } exchange || ForeignLanguage is not { } language) return;
        if (BoardOf(exchange.Id).Translating) return;
        var text = DraftOf(exchange.Id).Text.Trim();
        if (text.Length == 0)
        {
            draftsTold = Wording.Say("drafts.translate.empty");
            return;
        }

        var board = BoardOf(exchange.Id);
        board.Translating = true;
        StateHasChanged();
        var other = await Automatic.TranslateAsync(text, language, closing.Token);
        (board.Reply, board.Translating, draftsTold) = (other is null ? null : (text, other), false, Wording.Say(other is null ? "drafts.none.of" : "drafts.ready", ("quoi", Wording.Say("drafts.translation"))));
        if (other is not null) Automatic.Count(DeskDraftKind.Translation, DeskDraftAct.Shown);
    }

    /// <summary>The translation stands before the French, which stays for whoever reads later.</summary>
    private void TakeReply(bool use)
    {
        if (open is not { } exchange || BoardOf(exchange.Id) is not { Reply: { } reply } board) return;
        board.Reply = null;
        Automatic.Count(DeskDraftKind.Translation, use ? DeskDraftAct.Used : DeskDraftAct.Dismissed);
        if (!use)
        {
            (draftsTold, focusNext) = (Wording.Say("drafts.dismissed"), "ask-translate-mine");
            return;
        }

        draftsTold = null;
        Write(reply.Other + "\n\n" + reply.French);
        focusNext = "composer";
    }

    /// <summary>Behind what is written: what the operator wrote stays.</summary>
    private void Compose(Reading.Exchange exchange, string text)
    {
        var before = DraftNow(exchange.Id).Text.TrimEnd();
        Write((before.Length == 0 ? "" : before + "\n\n") + text);
        focusNext = "composer";
    }

    private Task ShowLineAsync(int sequence)
    {
        Select(sequence);
        focusNext = "line-" + sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
