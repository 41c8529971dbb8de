using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Operations;

/// <summary>Section <c>RateLimits</c> of the configuration.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Multiplies every limit; 0 turns them off (tests, load). Default 1; 0 to 1000.</summary>
    [Range(0, 1000, ErrorMessage = "RateLimits:Factor must lie between 0 and 1000.")]
    public double Factor { get; set; } = 1;
}

/// <summary>
/// How much one conversation and one address may ask. Well above what a hurried person does: a whole barracks may share
/// one address, and a refused message may be a cry for help.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> messages;
    private readonly PartitionedRateLimiter<string> tokens;
    private readonly PartitionedRateLimiter<string> signIns;
    private readonly PartitionedRateLimiter<string> uploads;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        var factor = options.Value.Factor;
        messages = Buckets(factor, burst: 20, perSecond: 2, queue: 2);
        tokens = Buckets(factor, burst: 30, perSecond: 0.5, queue: 0);
        uploads = Buckets(factor, burst: 10, perSecond: 0.2, queue: 0);
        signIns = Buckets(factor, burst: 10, perSecond: 0.1, queue: 0);
    }

    /// <summary>A message of a conversation; may wait up to a second.</summary>
    /// <returns>Null when it may pass, else the seconds to wait.</returns>
    public ValueTask<int?> MessageAsync(string conversationId, CancellationToken cancellationToken) => AskAsync(messages, conversationId, cancellationToken);

    /// <summary>A new token for an address.</summary>
    public ValueTask<int?> TokenAsync(string address, CancellationToken cancellationToken) => AskAsync(tokens, address, cancellationToken);

    /// <summary>Files of a conversation.</summary>
    public ValueTask<int?> UploadAsync(string conversationId, CancellationToken cancellationToken) => AskAsync(uploads, conversationId, cancellationToken);

    /// <summary>An attempt to sign in from an address.</summary>
    public ValueTask<int?> SignInAsync(string address, CancellationToken cancellationToken) => AskAsync(signIns, address, cancellationToken);

    public void Dispose()
    {
        messages.Dispose();
        tokens.Dispose();
        signIns.Dispose();
        uploads.Dispose();
    }

    private static async ValueTask<int?> AskAsync(PartitionedRateLimiter<string> limiter, string key, CancellationToken cancellationToken)
    {
        using var lease = await limiter.AcquireAsync(key, 1, cancellationToken);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
    }

    private static PartitionedRateLimiter<string> Buckets(double factor, int burst, double perSecond, int queue) =>
        PartitionedRateLimiter.Create<string, string>(key => factor <= 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Math.Max(1, (int)(burst * factor)),
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1 / (perSecond * factor)),
                QueueLimit = queue,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));
}
