using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>How often one address may say « utile »: twenty at once, then one every ten seconds.</summary>
internal sealed class OpinionLimit(IOptions<KnowledgeOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => options.Value.RateFactor <= 0
        ? RateLimitPartition.GetNoLimiter(address)
        : RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, (int)(20 * options.Value.RateFactor)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10 / options.Value.RateFactor),
        }));

    public bool Allows(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
