using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>State of the breaker, as people are told.</summary>
public enum BreakerState
{
    /// <summary>Calls are made.</summary>
    Closed,

    /// <summary>None is: the model failed just before.</summary>
    Open,

    /// <summary>The next call tries whether it is back.</summary>
    Trying,
}

/// <summary>Keeps calls of the model in bounds: so many at once, so many tokens a day, none while it fails.</summary>
public sealed class ModelBudget : IDisposable
{
    private readonly AssistantOptions options;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim places;
    private readonly CircuitBreakerStateProvider state = new();
    private readonly ResiliencePipeline breaker;
    private readonly Lock gate = new();
    private DateOnly day;
    private long spent;
    private long unwritten;
    private long openSince;

    /// <summary>A budget of this node.</summary>
    public ModelBudget(IOptions<AssistantOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Value;
        this.clock = clock;
        places = new SemaphoreSlim(this.options.Concurrency);
        breaker = new ResiliencePipelineBuilder { TimeProvider = clock }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            // Two failures, and at least half of what was called meanwhile: the third citizen waits for nothing.
            MinimumThroughput = 2,
            FailureRatio = 0.5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(this.options.BreakSeconds),
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is not null and not OperationCanceledException),
            StateProvider = state,
            OnOpened = arguments =>
            {
                Volatile.Write(ref openSince, clock.GetTimestamp());
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Whether calls are made.</summary>
    public BreakerState Breaker => state.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.HalfOpen => BreakerState.Trying,

        // The circuit itself stays open until somebody calls: who asks before calling is told when its time is over.
        _ => clock.GetElapsedTime(Volatile.Read(ref openSince)) < TimeSpan.FromSeconds(options.BreakSeconds) ? BreakerState.Open : BreakerState.Trying,
    };

    /// <summary>Tokens spent today, as far as this node knows.</summary>
    public long SpentToday
    {
        get
        {
            lock (gate) return Today(clock) == day ? spent : 0;
        }
    }

    /// <summary>Most tokens a day.</summary>
    public int Cap => options.TokensPerDay;

    /// <summary>The day in Paris.</summary>
    internal static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Paris).DateTime);

    /// <summary>Since when the day lasts.</summary>
    internal static DateTimeOffset Midnight(TimeProvider clock)
    {
        var midnight = Today(clock).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>Takes a place for a call.</summary>
    /// <returns>False when all are taken; true: <see cref="Leave"/> gives it back.</returns>
    internal bool TryEnter() => places.Wait(0);

    internal void Leave() => places.Release();

    /// <summary>Whether the day has so many tokens left.</summary>
    internal bool Allows(int tokens) => SpentToday + tokens <= Cap;

    internal void Spend(int tokens)
    {
        lock (gate)
        {
            Turn();
            spent += tokens;
            unwritten += tokens;
        }
    }

    /// <summary>What all nodes have written of today; what this one has not written yet comes on top.</summary>
    /// <param name="written">The sum in the record.</param>
    /// <param name="ofMine">How much of it this node has just written.</param>
    internal void Learn(long written, long ofMine)
    {
        lock (gate)
        {
            Turn();
            unwritten = Math.Max(0, unwritten - ofMine);
            spent = written + unwritten;
        }
    }

    /// <summary>Makes a call, unless the model fails.</summary>
    /// <exception cref="BrokenCircuitException">It does.</exception>
    internal ValueTask RunAsync(Func<CancellationToken, ValueTask> call, CancellationToken cancellationToken) => breaker.ExecuteAsync(call, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private void Turn()
    {
        if (Today(clock) is var today && today == day) return;
        (day, spent, unwritten) = (today, 0, 0);
    }
}
