using BrigadeNumerique.Handoff.Desk.Asking;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>What an operator asks the citizen for, beside words.</summary>
public sealed partial class DeskPage
{
    private bool asking;

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
}
