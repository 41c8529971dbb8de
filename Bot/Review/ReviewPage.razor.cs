using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Desk.Reading;

namespace BrigadeNumerique.Bot.Review;

/// <summary>Where editors settle the staff's corrections, train, compare, and put a model to work. Only this page talks to services.</summary>
public sealed partial class ReviewPage
{
    /// <summary>A training is looked at twice a second; the corrections every ten seconds.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private const int BeatsBetweenReadings = 20;

    private readonly CancellationTokenSource closing = new();
    private IReadOnlyList<PendingCorrection>? pending;
    private IReadOnlyList<ReviewedCorrection> accepted = [];
    private IReadOnlyList<RereadMessage> rereads = [];
    private IReadOnlyList<ShelvedModel> models = [];
    private PendingCorrection? open;
    private TrainingState? shown;
    private Task loop = Task.CompletedTask;
    private string? previous;
    private string? notice;
    private string myName = "";
    private bool failed;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        myName = user.FindFirst("display_name")?.Value ?? user.Identity?.Name ?? "";
        await ReadAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) loop = LookAsync();
    }

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(Beat, Clock);
        try
        {
            for (var beat = 1; await timer.WaitForNextTickAsync(closing.Token); beat++)
            {
                var ended = shown is { Running: true } && !Training.State.Running;
                if (ended || beat % BeatsBetweenReadings == 0) await InvokeAsync(ReadAsync);
                if (shown == Training.State && !ended && beat % BeatsBetweenReadings != 0) continue;
                shown = Training.State;
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is closing.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            pending = await Book.PendingAsync(closing.Token);
            accepted = await Book.AcceptedAsync(closing.Token);
            rereads = await Book.RereadsAsync(closing.Token);
            (models, previous) = (Engine.Shelf.All(), Engine.Shelf.Previous);

            // What is being edited stays under the hand, even where a colleague has settled it or corrected it anew.
            if (open is { } edited) open = pending.FirstOrDefault(row => row.ConversationId == edited.ConversationId && row.Sequence == edited.Sequence && row.CorrectionSequence == edited.CorrectionSequence) is null ? edited : open;
            failed = false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Away for a moment: the last values stay.
            Log.ReviewFailed(Logger, fault);
            failed = true;
        }
    }

    private void Open(PendingCorrection row) => (open, notice) = (row, null);

    private Task AcceptAsync((string Text, RightLabel Label) given) => SettleAsync("edit.accepted", chosen => Book.AcceptAsync(chosen, given.Text, given.Label, myName, closing.Token));

    private Task RefuseAsync(string reason) => SettleAsync("edit.refused", chosen => Book.RefuseAsync(chosen, reason, myName, closing.Token));

    private async Task SettleAsync(string done, Func<PendingCorrection, Task<ReviewFault?>> settle)
    {
        if (open is not { } chosen) return;
        await TryAsync(async () =>
        {
            var fault = await settle(chosen);
            notice = Wording.Say(fault is { } why ? "fault." + why.ToString().ToLowerInvariant() : done);
            if (fault is null) open = null;
        });
    }

    private Task WithdrawAsync(ReviewedCorrection row) =>
        TryAsync(() => Book.WithdrawAsync(row.ConversationId, row.Sequence, Wording.Say("accepted.withdraw.reason", ("prenom", myName)), myName, closing.Token));

    private void Train() => Training.Train();

    private void Compare(string version) => Training.Compare(version);

    private Task ActivateAsync(string version) => TryAsync(async () =>
    {
        var activation = await Task.Run(() => Engine.Activate(version));
        if (activation.Done) Log.ModelActivated(Logger, myName, version);
        notice = activation.Done ? Wording.Say("compare.activated", ("version", version))
            : Wording.Say("compare.refused", ("candidat", Wording.Share(activation.CandidateRecall)), ("actif", Wording.Share(activation.ActiveRecall)));
        if (activation.Done) Training.Forget();
    });

    private Task RevertAsync() => TryAsync(async () =>
    {
        var version = await Task.Run(Engine.Revert);
        if (version is not null) Log.ModelActivated(Logger, myName, version);
        notice = version is null ? Wording.Say("models.revert.none") : Wording.Say("models.reverted", ("version", version));
        Training.Forget();
    });

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ModelMissingException missing)
        {
            notice = missing.Message;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.ReviewFailed(Logger, fault);
            notice = Wording.Say("failed");
        }

        await ReadAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }
}
