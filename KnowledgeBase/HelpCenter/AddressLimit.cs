using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>How often one address may do something of the public pages: so many at once, then one each period. <see cref="KnowledgeOptions.RateFactor"/> multiplies both.</summary>
public abstract class AddressLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    private protected AddressLimit(IOptions<KnowledgeOptions> options, int atOnce, TimeSpan period) => limiter = PartitionedRateLimiter.Create<string, string>(address => options.Value.RateFactor <= 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, (int)(atOnce * options.Value.RateFactor)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = period / options.Value.RateFactor,
        }));

    /// <summary>Whether one more is allowed.</summary>
    public bool Allows(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }
}
