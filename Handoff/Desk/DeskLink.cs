using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Tells the page when the line to its browser was lost and found again.</summary>
internal sealed class DeskLink : CircuitHandler
{
    private bool lost;

    /// <summary>The browser is back after a loss; not called for the first connection.</summary>
    public Func<Task>? Back { get; set; }

    /// <summary>The browser is gone, perhaps for a moment.</summary>
    public Action? Lost { get; set; }

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lost = true;
        Lost?.Invoke();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (!lost) return Task.CompletedTask;
        lost = false;
        return Back?.Invoke() ?? Task.CompletedTask;
    }
}
