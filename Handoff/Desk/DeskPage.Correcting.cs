using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What triage made of a message, and what the operator says of it.</summary>
public sealed partial class DeskPage
{
    private int? selected;
    private CorrectionVerdict? choosing;
    private bool correcting;

    /// <summary>The finding that the panel explains: of the chosen message, or of the last.</summary>
    private Finding? Shown => open is not { } exchange ? null
        : (selected is { } sequence ? exchange.Findings.FirstOrDefault(finding => finding.Sequence == sequence) : null) ?? exchange.Findings.FirstOrDefault();

    private void Select(int? sequence)
    {
        (selected, choosing, panelOpen) = (sequence, null, true);
        focusNext = "finding-title";
    }

    private async Task JudgeAsync(CorrectionVerdict verdict)
    {
        if (Shown is not { } finding || correcting) return;

        // A message that comes meanwhile must not slip under the hand.
        (selected, panelOpen, choosing) = (finding.Sequence, true, null);
        if (RightLabel.AtOnce(finding, verdict) is { } label) await CorrectAsync(finding, verdict, label);
        if (RightLabel.Beyond(finding, verdict).Count > 0) (choosing, focusNext) = (verdict, "correct-first");
    }

    private async Task LabelAsync(RightLabel label)
    {
        if (Shown is not { } finding || choosing is not { } verdict || correcting) return;
        await CorrectAsync(finding, verdict, label);
        StopChoosing();
    }

    private void StopChoosing()
    {
        if (choosing is { } verdict) focusNext = "correct-" + verdict.ToString().ToLowerInvariant();
        choosing = null;
    }

    private async Task CorrectAsync(Finding finding, CorrectionVerdict verdict, RightLabel label)
    {
        if (open is not { } exchange) return;
        correcting = true;
        try
        {
            var correction = new Correction(verdict, label.Route, label.Sensitive, label.Intent, label.Kind, me.Id, finding.Version ?? "");
            var done = await Work.CorrectAsync(exchange.Id, finding.Sequence, correction, me.Name, closing.Token);
            notice = done ? null : Wording.Say("correct.gone");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Refused(fault);
        }
        finally
        {
            correcting = false;
        }

        await ReadAsync();
    }
}
