using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BrigadeNumerique.Handoff.Desk;

/// <summary>Tells the page when the line to its browser was found again after a loss.</summary>
internal sealed class DeskLink : CircuitHandler
{
    private bool lost;

    /// <summary>
    /// The browser is back after a loss; not called for the first connection. It must return at once: until it does, the
    /// browser is not heard, so whoever waited here for an answer of the browser would wait for ever.
    /// </summary>
    public Action? Back { get; set; }

    /// <summary>The browser is gone, perhaps for a moment. It must return at once, too.</summary>
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
        Back?.Invoke();
        return Task.CompletedTask;
    }
}
