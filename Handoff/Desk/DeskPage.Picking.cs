using BrigadeNumerique.Handoff.CannedReplies;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Desk.Side;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.Handoff.Operators;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator calls by a few letters: ready-made replies, emergency texts, articles, and everything that can be done.</summary>
public sealed partial class DeskPage
{
    private const int MostArticles = 8;

    private Picking picking;
    private IReadOnlyList<ShelvedArticle> shelved = [];
    private Composer? composer;
    private string? attemptedText;
    private string attemptedId = "";

    private bool MineIsOpen => open?.HeldBy(me.Id) is true;

    private Task<IReadOnlyList<CannedReply>> RepliesAsync() => Replies.AllAsync(closing.Token);

    private ReplyValues Values()
    {
        var now = Clock.GetUtcNow();
        return new ReplyValues(me.Name, open is { } exchange ? Reference.Of(exchange.Id) : "", hours.Say(now, now), hours.Day(now));
    }

    private void OpenPick(Picking wanted)
    {
        if (wanted is Picking.Emergency or Picking.Article && (!MineIsOpen || noting)) return;
        (picking, focusNext) = (wanted, "pick-field");
    }

    private void ClosePick() => (picking, focusNext) = (Picking.None, open is null ? "queue-title" : "composer");

    private IReadOnlyList<Pick> FindPick(string typed) => picking switch
    {
        Picking.Emergency => Pickings.Among(Emergencies(), typed),
        Picking.Article => FindArticles(typed),

        // « ? » lists what has keys.
        _ => typed.Trim() == "?" ? [.. Commands().Where(command => command.Pick.Keys is not null).Select(command => command.Pick)] : Pickings.Among([.. Commands().Select(command => command.Pick)], typed),
    };

    private IReadOnlyList<Pick> FindArticles(string typed)
    {
        shelved = typed.Trim().Length < 2 ? [] : Articles.Find(typed, MostArticles);
        return [.. shelved.Select(article => new Pick(article.Path, article.Title, article.Summary))];
    }

    private async Task PickAsync(string id)
    {
        var chosen = picking;
        ClosePick();
        switch (chosen)
        {
            case Picking.Emergency:
                await SendEmergencyAsync(id);
                break;
            case Picking.Article when open is { } exchange && shelved.FirstOrDefault(found => found.Path == id) is { } article:
                Insert(exchange, article);
                break;
            case Picking.Palette when Commands().FirstOrDefault(command => command.Pick.Id == id) is { } command:
                await command.Act();
                break;
        }
    }

    /// <summary>Behind what is written: what the operator wrote stays.</summary>
    private void Insert(Exchange exchange, ShelvedArticle article)
    {
        var before = DraftOf(exchange.Id).Text.TrimEnd();
        Write((before.Length == 0 ? "" : before + "\n\n") + article.Summary + "\n" + new Uri(new Uri(Navigation.BaseUri), article.Path));
    }

    /// <summary>The text of what the conversation is about stands first: one key opens, one sends.</summary>
    private List<Pick> Emergencies()
    {
        if (open?.Conversation is not { } conversation) return [];
        var first = conversation.Topic is { } topic && topic.StartsWith("emer.", StringComparison.Ordinal) ? topic : null;
        return [.. Work.EmergencyTexts(conversation).OrderBy(text => text.Key == first ? 0 : 1)
            .Select(text => new Pick(text.Key, Title(InWords.Topic(text.Key, HandoffReason.None)), string.Join(" ", text.Lines)))];
    }

    private async Task SendEmergencyAsync(string key)
    {
        if (open is not { } exchange) return;

        // The same key again before the answer came is the same text, not a second one.
        var attempt = $"{exchange.Id} {key} {exchange.Conversation?.LastSequence}";
        if (attempt != attemptedText) (attemptedText, attemptedId) = (attempt, "desk-" + Guid.NewGuid().ToString("N"));
        if (await DoAsync(() => Work.EmergencyAsync(exchange.Id, me.Id, key, attemptedId, closing.Token)) is null) notice ??= Wording.Say("desk.nothold");
        await ReadAsync();
    }

    /// <summary>Everything that can be done now, with its keys.</summary>
    private List<Command> Commands()
    {
        var all = new List<Command>();
        void Add(string id, string words, string? keys, Func<Task> act, bool now = true)
        {
            if (now) all.Add(new Command(new Pick(id, words, null, keys), act));
        }

        Add("take", Wording.Say("cmd.take"), "Alt+U", () => KeyAsync("u"), (Ringing ?? Offer) is not null);
        Add("next", Wording.Say("cmd.next"), "Alt+N", () => KeyAsync("n"), standing?.Waiting.Any(item => item.Sealed is null) is true);
        Add("decline", Wording.Say("cmd.decline"), "Alt+R", () => KeyAsync("r"), Ringing is null && Offer is not null);
        Add("list", Wording.Say("cmd.list"), "Alt+Q", () => KeyAsync("q"));
        Add("message", Wording.Say("cmd.message"), "Alt+M", () => KeyAsync("m"), open is not null);
        Add("note", Wording.Say("cmd.note"), "Alt+O", () => KeyAsync("o"), MineIsOpen);
        Add("replies", Wording.Say("cmd.replies"), "/", () => { Write("/"); return Task.CompletedTask; }, MineIsOpen && !noting && DraftOf(open!.Id).Empty);
        Add("article", Wording.Say("cmd.article"), "Alt+A", () => KeyAsync("a"), MineIsOpen && !noting);
        Add("emergency", Wording.Say("cmd.emergency"), "Alt+E", () => KeyAsync("e"), MineIsOpen && !noting);
        Add("send", Wording.Say("cmd.send"), "Ctrl+" + Wording.Say("key.enter"), () => SendAsync(anyway: false), open is not null && !DraftNow(open.Id).Empty);
        foreach (var tab in Enum.GetValues<PanelTab>().Where(tab => tab is not PanelTab.Drafts || AnyDrafts)) Add(tab.Id(), Wording.Say("cmd." + tab.Id()), tab is PanelTab.Assessment ? "Alt+P" : null, () => ShowTabAsync(tab), open is not null);
        Add("help", Wording.Say("act.help"), null, () => HelpAsync(true), MineIsOpen && open?.Conversation?.HelpSince is null);
        Add("hold", Wording.Say("act.hold"), null, () => PauseAsync(true), MineIsOpen && open?.Conversation?.OnHoldSince is null);
        Add("resume", Wording.Say("act.resume"), null, () => PauseAsync(false), MineIsOpen && open?.Conversation?.OnHoldSince is not null);
        Add("transfer", Wording.Say("act.transfer"), "Alt+T", () => AskAsync(DeskAct.Transfer), MineIsOpen);
        Add("requeue", Wording.Say("act.requeue"), null, () => AskAsync(DeskAct.Requeue), MineIsOpen);
        Add("handback", Wording.Say("act.handback"), null, () => AskAsync(DeskAct.HandBack), MineIsOpen);
        Add("close", Wording.Say("act.close"), "Alt+W", () => AskAsync(DeskAct.Close), MineIsOpen);
        Add("mute", Wording.Say("sound.mute"), "Alt+S", () => KeyAsync("s"), alarm.Rings);
        for (var at = 0; at < Math.Min(9, standing?.Mine.Count ?? 0); at++)
        {
            var item = standing!.Mine[at];
            Add("mine-" + item.Id, Wording.Say("exchange.title", ("reference", Reference.Of(item.Id))), $"Alt+{at + 1}", () => OpenAsync(item.Id));
        }

        foreach (var choice in Enum.GetValues<Presence>()) Add("presence-" + choice, $"{Wording.Say("presence")} : {Wording.Say("presence." + choice.ToString().ToLowerInvariant())}", null, () => PresenceAsync(choice), choice != presence);
        foreach (var choice in new[] { "auto", "light", "dark" }) Add("theme-" + choice, Wording.Say("theme." + choice), null, () => ThemeAsync(choice), choice != theme);
        Add("manage", Wording.Say("cmd.manage"), null, () => { Navigation.NavigateTo("/poste/reponses"); return Task.CompletedTask; });
        return all;
    }

    private static string Title(string words) => words.Length == 0 ? words : char.ToUpper(words[0], Wording.Culture) + words[1..];

    private sealed record Command(Pick Pick, Func<Task> Act);
}
