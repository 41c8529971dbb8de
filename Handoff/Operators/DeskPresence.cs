using BrigadeNumerique.Handoff.Live;
using Microsoft.Extensions.Hosting;

namespace BrigadeNumerique.Handoff.Operators;

/// <summary>Whether anybody is at the desk, remembered for a few seconds, so that receiving a message asks nothing.</summary>
public sealed class DeskPresence(OperatorRegistry operators, TimeProvider clock) : BackgroundService
{
    private volatile bool online;

    /// <summary>At least one operator was at the desk when last looked, at most 2 s ago.</summary>
    public bool Online => online;

    /// <summary>Looks now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken) => online = await operators.OnlineAsync(cancellationToken) > 0;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // Unknown counts as nobody: a promise of a person would be worse than none.
        Rounds.RunAsync(TimeSpan.FromSeconds(2), clock, LookAsync, _ => online = false, stoppingToken, atOnce: true);
}
