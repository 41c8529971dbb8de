using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>What a supervisor changes of a colleague.</summary>
/// <param name="OperatorId">The account.</param>
/// <param name="Skills">What they are trained for.</param>
/// <param name="Capacity">How much they hold at once, or null for the desk's own measure.</param>
/// <param name="LeavesAt">When their service ends, or null.</param>
public sealed record Profile(string OperatorId, SkillSet Skills, int? Capacity, DateTimeOffset? LeavesAt);

/// <summary>The live board. It shows what the node's one reading says, and acts through <see cref="SupervisorWork"/>, which asks the role again.</summary>
public sealed partial class BoardPage
{
    private const string Queue = "";

    private readonly CancellationTokenSource closing = new();
    private readonly SemaphoreSlim oneReading = new(1, 1);
    private IDisposable? watching;
    private Browser? browser;
    private StaffMember me = new("", "", false);
    private LocalTime hours = LocalTime.Metropolitan;
    private Shift shift = Shift.Of(DateTimeOffset.UnixEpoch);
    private BoardState? state;
    private bool dark;
    private string? notice;
    private string? watchNotice;
    private string? focusNext;
    private string? edited;
    private string? asked;
    private string? source;
    private Exchange? open;
    private int whispers;

    private string Title
    {
        get
        {
            var first = shift.First.ToDateTime(TimeOnly.MinValue);
            return shift.Night
                ? Wording.Say("shift.night", ("soir", first.ToString(first.Month == first.AddDays(1).Month ? "dddd d" : "dddd d MMMM", Wording.Culture)), ("matin", first.AddDays(1).ToString("dddd d MMMM yyyy", Wording.Culture)))
                : Wording.Say("shift.day", ("jour", first.ToString("dddd d MMMM yyyy", Wording.Culture)));
        }
    }

    private string Freshness => state is null ? Wording.Say(Live.Stale ? "fresh.failed" : "fresh.none")
        : Wording.Say(Live.Stale ? "fresh.stale" : "fresh.at", ("heure", hours.Of(state.At).ToString("H:mm:ss", Wording.Culture)));

    private string SourceTitle => source is Queue or null ? Wording.Say("watch.queue") : Wording.Say("watch.of", ("prenom", state?.NameOf(source) ?? ""));

    private IReadOnlyList<QueueItem> Watchable => state is null ? [] : source is Queue or null ? state.Waiting : state.HeldBy(source);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        me = StaffMember.Of((await Authentication.GetAuthenticationStateAsync()).User);
        shift = Shift.Of(Clock.GetUtcNow());
        watching = Live.Watch(() => _ = InvokeAsync(ShowAsync));
        state = Live.Current;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            if (firstRender)
            {
                (browser, var opened) = await Browser.OpenAsync(Js, Assets["_content/BrigadeNumerique.Handoff/desk.Js"], new Browser.Listeners(KeyAsync, _ => Task.CompletedTask, StateAsync), closing.Token);
                (hours, dark) = (LocalTime.In(opened.Zone), opened.Dark);
                await browser.PulseAsync(Clock.GetUtcNow(), closing.Token);
                StateHasChanged();
            }

            if (browser is null || focusNext is not { } id) return;
            focusNext = null;
            await browser.FocusAsync(id, closing.Token);
        }
        catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // The page is closing.
        }
    }

    private async Task ShowAsync()
    {
        if (closing.IsCancellationRequested) return;
        (state, shift) = (Live.Current, Shift.Of(Clock.GetUtcNow()));
        await ReadOpenAsync();
        StateHasChanged();
    }

    private async Task ReadOpenAsync()
    {
        if (open is not { } exchange) return;
        try
        {
            await oneReading.WaitAsync(closing.Token);
            try
            {
                // A supervisor reads everything: no seal is asked for.
                await exchange.ReadAsync(Transcript, Reads, new Standing([], [], null) { Viewer = new Viewer(me.Id, true, SkillSet.None) }, closing.Token);
            }
            finally
            {
                oneReading.Release();
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.DeskReadFailed(Logger, fault);
            watchNotice = Wording.Say("failed");
        }
        catch (OperationCanceledException)
        {
            // The page is closing.
        }
    }

    private Task KeyAsync(string key)
    {
        if (key != "escape") return Task.CompletedTask;
        return InvokeAsync(async () =>
        {
            if (source is not null) await CloseWatchAsync();
            else if (edited is not null) CloseEdit();
            else ForgetAct();
            StateHasChanged();
        });
    }

    private Task StateAsync(BrowserState now)
    {
        dark = now.Dark;
        return InvokeAsync(StateHasChanged);
    }

    private void WatchQueue() => (source, watchNotice, focusNext) = (Queue, null, "watch-title");

    private async Task WatchOperator(string operatorId)
    {
        (source, watchNotice, focusNext) = (operatorId, null, "watch-title");

        // One alone needs no list.
        if (Watchable is [var only]) await OpenAsync(only.Id);
    }

    private async Task OpenAsync(string conversationId)
    {
        if (open?.Id == conversationId) return;
        await StopWatchingAsync();
        await ActAsync(() => Work.WatchAsync(conversationId, true, me, closing.Token));
        open = new Exchange(conversationId);
        (watchNotice, focusNext) = (null, "watch-title");
        await ReadOpenAsync();
    }

    private async Task CloseWatchAsync()
    {
        focusNext = source is { Length: > 0 } operatorId ? "watch-" + operatorId : "queue-open";
        await StopWatchingAsync();
        source = null;
    }

    private async Task StopWatchingAsync()
    {
        if (open is not { } exchange) return;
        open = null;
        await ActAsync(() => Work.WatchAsync(exchange.Id, false, me, closing.Token));
    }

    private async Task WhisperAsync((string Text, string Id) note)
    {
        if (open is not { } exchange) return;
        var done = await ActAsync(() => Work.WhisperAsync(exchange.Id, note.Text, note.Id, me, closing.Token));
        watchNotice = Wording.Say(done ? "whisper.done" : "whisper.closed");
        if (done) whispers++;
        await ReadOpenAsync();
    }

    private async Task TakeOverAsync()
    {
        if (open is not { } exchange) return;
        if (!await ActAsync(() => Work.AssignAsync(exchange.Id, me.Id, me, closing.Token)))
        {
            watchNotice = Wording.Say("assign.refused");
            await ReadOpenAsync();
            return;
        }

        // At the desk it stands among one's own; it must be open before the patience with an absent operator ends.
        await StopWatchingAsync();
        Navigation.NavigateTo("/poste", forceLoad: true);
    }

    private async Task AssignAsync(string operatorId)
    {
        if (open is not { } exchange) return;
        var done = await ActAsync(() => Work.AssignAsync(exchange.Id, operatorId, me, closing.Token));
        watchNotice = done ? Wording.Say("assign.done", ("prenom", state?.NameOf(operatorId) ?? "")) : Wording.Say("assign.refused");
        await ReadOpenAsync();
    }

    private void Edit(string operatorId) => (edited, asked, focusNext) = (operatorId, null, "profile-title");

    private void CloseEdit() => (edited, focusNext) = (null, edited is null ? null : "edit-" + edited);

    private async Task SaveAsync(Profile profile)
    {
        var done = await ActAsync(async () =>
        {
            await Work.SetProfileAsync(profile.OperatorId, profile.Skills, profile.Capacity, me, closing.Token);
            await Work.LeavesAsync(profile.OperatorId, profile.LeavesAt, me, closing.Token);
            return true;
        });
        if (!done) return;
        notice = Wording.Say("profile.done", ("prenom", state?.NameOf(profile.OperatorId) ?? ""));
        CloseEdit();
    }

    private void AskDrain(string operatorId) => (asked, edited, focusNext) = (operatorId, null, "confirm-yes");

    private void ForgetAct() => (asked, focusNext) = (null, asked is null ? null : "drain-" + asked);

    private async Task DrainAsync(string operatorId)
    {
        ForgetAct();
        await ActAsync(async () =>
        {
            var returned = await Work.DrainAsync(operatorId, me, closing.Token);
            notice = Wording.Count("drain.done", returned).Replace("{prenom}", state?.NameOf(operatorId) ?? "", StringComparison.Ordinal);
            return true;
        });
    }

    private Task SurgeAsync(bool on) => ActAsync(() => Work.SetSurgeAsync(on, me, closing.Token));

    private async Task<bool> ActAsync(Func<Task<bool>> act)
    {
        try
        {
            notice = null;
            return await act();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.DeskActFailed(Logger, fault);
            notice = Wording.Say("failed");
            return false;
        }
        finally
        {
            Live.Ask();
        }
    }

    private async Task FollowAsync(ElementReference frame)
    {
        if (browser is not null) await browser.FollowAsync(frame, closing.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        watching?.Dispose();
        if (open is { } watched)
        {
            try
            {
                // A page that is shut without a word watches no longer.
                await Work.WatchAsync(watched.Id, false, me, CancellationToken.None);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.DeskActFailed(Logger, fault);
            }
        }

        await closing.CancelAsync();
        if (browser is not null) await browser.DisposeAsync();
        closing.Dispose();
    }
}
