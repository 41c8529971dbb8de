using BrigadeNumerique.Handoff.Desk.Asking;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator asks the citizen for, beside words.</summary>
public sealed partial class DeskPage
{
    private bool asking;
    private string? released;

    private void Asking(bool on) => (asking, focusNext) = (on, on ? "ask-ready" : "tool-ask");

    private async Task AskCitizenAsync(ClosedQuestion question)
    {
        if (open is not { } exchange || sending) return;
        sending = true;
        try
        {
            await ActAsync(async () => await Work.AskAsync(exchange.Id, me.Id, question, Guid.NewGuid().ToString("N"), closing.Token) is not null);
            asking = false;
            focusNext = "composer";
        }
        finally
        {
            sending = false;
        }
    }

    private Task AskContactAsync() => open is not { } exchange ? Task.CompletedTask : ActAsync(() => Work.AskContactAsync(exchange.Id, me.Id, closing.Token));

    /// <summary>The code stands on the screen until it is read, and nowhere else.</summary>
    private async Task ReleaseAsync()
    {
        if (open is not { } exchange) return;
        released = await DoAsync(() => Copies.ReleaseAsync(exchange.Id, me.Id, me.Name, closing.Token));
        if (released is null) notice ??= Wording.Say("desk.nothold");
        else focusNext = "code-done";
    }

    private void CodeRead() => (released, focusNext) = (null, "tool-code");
}
