using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>How often one address may ask for suggestions: two hundred at once, then twenty a second. A whole barracks may share one.</summary>
public sealed class SuggestionLimit(IOptions<KnowledgeOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => options.Value.RateFactor <= 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, (int)(200 * options.Value.RateFactor)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(0.05 / options.Value.RateFactor),
        }));

    /// <summary>Whether one more may be asked.</summary>
    public bool Allows(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
