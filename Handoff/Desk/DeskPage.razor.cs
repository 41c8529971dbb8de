using System.Globalization;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Bar;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>
/// The desk of one operator. It listens for notices and reads again; what it shows is never more than the record says.
/// Only this page talks to services; its parts take values and call back.
/// </summary>
public sealed partial class DeskPage
{
    /// <summary>Fast enough that a dead browser is noticed within the patience of 15 s, with one lost beat to spare.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A sign of writing is believed for so long.</summary>
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(5);

    /// <summary>The citizen is told at most so often that somebody writes.</summary>
    private static readonly TimeSpan TypingApart = TimeSpan.FromSeconds(3);

    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim oneReading = new(1, 1);
    private readonly Dictionary<string, Draft> drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> looked = new(StringComparer.Ordinal);
    private readonly HashSet<Holding> shown = [];
    private readonly HashSet<(string, int)> told = [];
    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private readonly SteadyList waiting = new();
    private readonly List<IDisposable> subscriptions = [];

    private Alarm alarm = default!; // both set before the first rendering
    private Rereads rereads = default!;
    private Task loops = Task.CompletedTask;
    private Browser? browser;
    private BrowserState? state;

    private StaffMember me = new("", "", false);
    private Presence presence;
    private readonly CultureInfo words = CultureInfo.CurrentUICulture;
    private string theme = "auto";
    private bool dark;
    private LocalTime hours = LocalTime.Metropolitan;

    private Standing? standing;
    private HashSet<string> heldWhenLost = [];
    private DateTimeOffset? failedSince;
    private Exchange? open;
    private string? notice;
    private string? writingNotice;
    private string? focusNext;
    private DeskAct? asked;
    private bool crossed;
    private bool sending;
    private bool taking;
    private bool hold;
    private bool ringing;
    private bool leaving;
    private bool panelOpen;
    private bool listShown;
    private bool citizenWrites;
    private DateTimeOffset citizenWroteAt;
    private DateTimeOffset typedAt;

    private string Empty => standing?.LastTakenAt is { } last
        ? Wording.Say("desk.empty", ("heure", hours.Say(last, Clock.GetUtcNow())))
        : Wording.Say("desk.empty.ever");

    private string? Failed => failedSince is { } since ? Wording.Say("list.failed", ("heure", hours.Say(since, Clock.GetUtcNow()))) : null;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        alarm = new Alarm(Clock);
        rereads = new Rereads((why, _) => InvokeAsync(() => ReadAndShowAsync(why)), Clock);

        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        me = StaffMember.Of(user);

        subscriptions.Add(Feed.Subscribe(id => rereads.Ask(soon: Concerns(id))));
        subscriptions.Add(Typing.Subscribe(Heard));
        Link.Lost = () => heldWhenLost = standing?.Mine.Select(item => item.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        Link.Back = () => _ = InvokeAsync(ComeBackAsync);

        var known = await Operators.OpenAsync(me.Id, me.Name, me.Supervisor, closing.Token);
        (presence, filter) = (known.Presence, known.Filters.Length > 0 ? new QueueFilter(known.Filters) : QueueFilter.All);
        await RestoreDraftsAsync();
        await ReadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender) await StartAsync();
            if (browser is null) return;
            if (focusNext is { } id)
            {
                focusNext = null;
                await browser.FocusAsync(id, closing.Token);
            }

            if (ringing != alarm.Rings)
            {
                ringing = alarm.Rings;
                await browser.RingAsync(ringing, closing.Token);
            }

            await TellShownAsync();
            await TellReadAsync();
        }
        catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException)
        {
            // The page is closing.
        }
    }

    private async Task StartAsync()
    {
        (browser, var opened) = await Browser.OpenAsync(Js, Assets["_content/BrigadeNumerique.Handoff/desk.Js"], new Browser.Listeners(KeyAsync, HoldAsync, StateAsync), closing.Token);
        (hours, theme, dark, state) = (LocalTime.In(opened.Zone), opened.Theme, opened.Dark, opened.State);
        loops = Task.WhenAll(rereads.RunAsync(closing.Token), BeatAsync(closing.Token), KeepDraftsAsync(closing.Token));
        StateHasChanged();
    }

    /// <summary>Vouches for this operator as long as the browser answers: the line may outlive a browser that is dead.</summary>
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, Clock);
        do
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Beat);
                var now = await browser!.PulseAsync(Clock.GetUtcNow(), patience.Token);
                await Operators.SeenAsync(me.Id, me.Name, me.Supervisor, cancellationToken);
                if (now != state) await InvokeAsync(() => StateAsync(now));
                await InvokeAsync(() =>
                {
                    if (LookAtPause()) StateHasChanged();
                });
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // A missed beat is a fact, not a failure: the next one may come, and without one the operator is lost in time.
                Log.BeatMissed(Logger, me.Id, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Whatever woke the page, it speaks its reader's language: a notice comes on the thread of somebody else.</summary>
    protected override bool ShouldRender()
    {
        CultureInfo.CurrentUICulture = words;
        return true;
    }

    /// <summary>What is open here or held by this operator is shown at once; asked on the thread of whoever changed it.</summary>
    private bool Concerns(string conversationId) => open?.Id == conversationId || (standing?.Mine.Any(item => item.Id == conversationId) ?? false);

    private async Task ReadAndShowAsync(Reread why)
    {
        await ReadAsync(why);
        StateHasChanged();
    }

    private Task ReadAsync() => ReadAsync(null);

    /// <param name="why">Null after an act of one's own: then all is read anew.</param>
    private async Task ReadAsync(Reread? why)
    {
        CultureInfo.CurrentUICulture = words;
        await oneReading.WaitAsync(closing.Token);
        try
        {
            var now = await Reads.StandingAsync(me, why?.AsOf, closing.Token);
            if (why is not { Whole: false } && open is { } exchange)
            {
                await exchange.ReadAsync(Transcript, Reads, now, closing.Token);
                await exchange.ReadContactAsync(Contacts, closing.Token);
            }

            await ReadMarginAsync();
            await ReadDayAsync();
            BeginSummary();

            // What was being written is here.
            if (open?.Lines.LastOrDefault(line => line.Voice is Voice.Citizen)?.At >= citizenWroteAt) citizenWrites = false;
            SayWhatWasLost(now);
            standing = now;
            presence = now.Me?.Presence ?? presence;
            waiting.Update(Filtered(now), hold);
            alarm.Update(now.Waiting);
            Look();
            failedSince = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The database may be away for a moment: the last values stay, with their time.
            Log.DeskReadFailed(Logger, fault);
            failedSince ??= Clock.GetUtcNow();
        }
        finally
        {
            oneReading.Release();
        }
    }

    /// <summary>What this operator held and did not give away: the line was silent for too long, or the citizen ended it.</summary>
    private void SayWhatWasLost(Standing now)
    {
        var held = now.Mine.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        var lost = standing?.Mine.Where(item => !held.Contains(item.Id) && !given.Contains(item.Id)).Select(item => Parts.Reference.Of(item.Id)).ToList() ?? [];
        if (lost.Count > 0) notice = Wording.Say(lost.Count == 1 ? "desk.lost.one" : "desk.lost.many", ("references", string.Join(", ", lost)));
    }

    private async Task OpenAsync(string id)
    {
        listShown = false;
        if (open?.Id == id) return;
        Leave();
        open = new Exchange(id);
        await ReadAsync();
        focusNext = open.HeldBy(me.Id) ? "composer" : "exchange-title";
    }

    /// <summary>Turns away from what is open; its draft stays.</summary>
    private void Leave()
    {
        (asked, writingNotice, crossed, citizenWrites, noting, relayNotice) = (null, null, false, false, false, null);
        (selected, choosing, asking, released) = (null, null, false, null);
        Look();
    }

    private void Look()
    {
        if (open is not null) looked[open.Id] = Clock.GetUtcNow();
    }

    private async Task TakeAsync(string id)
    {
        if (taking) return;
        taking = true;
        try
        {
            given.Remove(id);
            var outcome = await Work.TakeAsync(id, me.Id, me.Name, closing.Token);
            notice = outcome switch
            {
                Acceptance.TakenBy by when by.OperatorName != me.Name => Wording.Say("desk.taken", ("prenom", by.OperatorName), ("heure", hours.Say(by.At, Clock.GetUtcNow()))),
                Acceptance.Sealed seal => Wording.Say("desk.sealed", ("habilitation", Parts.InWords.Skill(seal.Skill))),
                Acceptance.Gone gone => Wording.Say("desk.gone", ("etat", Parts.InWords.Custody(gone.Custody))),
                _ => null,
            };
            if (outcome is Acceptance.Gone || notice is not null)
            {
                await ReadAsync();
                return;
            }

            Leave();
            if (open?.Id != id) open = new Exchange(id);
            await ReadAsync();
            (listShown, focusNext) = (false, "composer");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refused(fault);
        }
        finally
        {
            taking = false;
        }
    }

    private void Refused(Exception fault)
    {
        if (fault is WindowClosedException)
        {
            notice = Wording.Say("window.unsent");
            return;
        }

        Log.DeskActFailed(Logger, fault);
        notice = Wording.Say("desk.failed");
    }

    private Task PanelAsync()
    {
        panelOpen = !panelOpen;
        focusNext = panelOpen ? Side.PanelTabs.Id(tab) : "exchange-title";
        return Task.CompletedTask;
    }

    private async Task ThemeAsync(string choice)
    {
        theme = choice;
        if (browser is not null) dark = await browser.ThemeAsync(choice, closing.Token);
    }

    private async Task LanguageAsync(string chosen)
    {
        await KeepNowAsync();
        if (browser is not null) await browser.LanguageAsync(chosen, closing.Token);
    }

    private async Task LetSoundAsync()
    {
        if (browser is not null) state = await browser.LetSoundAsync(closing.Token);
    }

    private async Task FollowAsync(ElementReference frame)
    {
        if (browser is not null) await browser.FollowAsync(frame, closing.Token);
    }

    private Task HoldAsync(bool held)
    {
        hold = held;
        if (hold) return Task.CompletedTask;
        waiting.Release();
        return InvokeAsync(StateHasChanged);
    }

    private Task StateAsync(BrowserState now)
    {
        (state, dark) = (now, now.Dark);
        return InvokeAsync(StateHasChanged);
    }

    private async Task KeyAsync(string key)
    {
        switch (key)
        {
            case "u" when (Ringing ?? Offer) is { } first:
                await TakeAsync(first.Id);
                break;
            case "r" when Ringing is null && Offer is { } offer:
                await DeclineAsync(offer.Id);
                break;
            case "t" when open?.HeldBy(me.Id) is true:
                await AskAsync(DeskAct.Transfer);
                break;
            case "n" when standing?.Waiting.FirstOrDefault(item => item.Sealed is null) is { } next:
                await TakeAsync(next.Id);
                break;
            case "q":
                (listShown, focusNext) = (true, "queue-title");
                break;
            case "m":
                (listShown, focusNext) = (false, "composer");
                break;
            case "p":
                (panelOpen, focusNext) = (true, Side.PanelTabs.Id(tab));
                break;
            case "s":
                alarm.Mute();
                break;
            case "j":
                await JudgeAsync(CorrectionVerdict.Right);
                break;
            case "g":
                await JudgeAsync(CorrectionVerdict.Graver);
                break;
            case "l":
                await JudgeAsync(CorrectionVerdict.Lighter);
                break;
            case "k":
                OpenPick(Picking.Palette);
                break;
            case "e":
                OpenPick(Picking.Emergency);
                break;
            case "a":
                OpenPick(Picking.Article);
                break;
            case "o" when open?.HeldBy(me.Id) is true:
                await NotingAsync(!noting);
                break;
            case "w" when open?.HeldBy(me.Id) is true:
                await AskAsync(DeskAct.Close);
                break;
            case "escape":
                Escape();
                break;
            case [>= '1' and <= '9' and var digit] when standing is { } all && digit - '1' < all.Mine.Count:
                await OpenAsync(all.Mine[digit - '1'].Id);
                break;
        }

        StateHasChanged();
    }

    private void Escape()
    {
        if (picking is not Picking.None) ClosePick();
        else if (composer is { Offers: true }) composer.Dismiss();
        else if (asked is not null) Cancel();
        else if (released is not null) CodeRead();
        else if (asking) Asking(false);
        else if (leaving) leaving = false;
        else if (choosing is not null) StopChoosing();
        else if (panelOpen) (panelOpen, focusNext) = (false, "exchange-title");
    }

    private async Task ComeBackAsync()
    {
        try
        {
            // What was typed while the line was cut stands in the browser alone.
            if (browser is not null && open is not null && await browser.ComposedAsync(closing.Token) is { } composed) Write(composed);
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or OperationCanceledException)
        {
            Log.BeatMissed(Logger, me.Id, fault.GetType().Name);
        }

        await ReadAsync();
        var kept = standing?.Mine.Count(item => heldWhenLost.Contains(item.Id)) ?? 0;
        notice = Wording.Say("desk.back", ("gardes", Wording.Count("desk.back.kept", kept)), ("rendus", Wording.Count("desk.back.lost", heldWhenLost.Count - kept)));
        StateHasChanged();
    }

    /// <summary>Tells the citizen that the alert stands on a screen: only once it does, and the screen is looked at.</summary>
    private async Task TellShownAsync()
    {
        if (state is not { Visible: true }) return;
        foreach (var item in alarm.Urgent.Where(item => item.Place is { Reason: HandoffReason.Emergency, AlertShown: false } && shown.Add(item.Holding)).ToList())
        {
            try
            {
                await Work.AlertShownAsync(item.Id, closing.Token);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // Tried again with the next reading; meanwhile the citizen is told less than is true, not more.
                shown.Remove(item.Holding);
                Log.DeskActFailed(Logger, fault);
            }
        }
    }

    /// <summary>Tells the citizen that the messages are read: only by who holds the exchange, and while it is looked at.</summary>
    private async Task TellReadAsync()
    {
        if (state is not { Visible: true } || listShown || open is not { Conversation: { } conversation } exchange || !exchange.HeldBy(me.Id)) return;
        var mark = (exchange.Id, conversation.LastCitizenSequence);
        if (mark.LastCitizenSequence <= conversation.OperatorReadThrough || !told.Add(mark)) return;
        try
        {
            await Work.ReadAsync(exchange.Id, me.Id, mark.LastCitizenSequence, closing.Token);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Tried again with the next reading.
            told.Remove(mark);
            Log.DeskActFailed(Logger, fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (Link.Back, Link.Lost) = (null, null);
        foreach (var subscription in subscriptions) subscription.Dispose();
        await closing.CancelAsync();
        await loops.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await KeepNowAsync();
        if (browser is not null) await browser.DisposeAsync();
        oneReading.Dispose();
        closing.Dispose();
    }
}
