using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>What one use cost and gave, over a span of days.</summary>
/// <param name="Use">The use.</param>
/// <param name="On">Whether it is on.</param>
/// <param name="By">Who switched it last, and when; null: nobody has.</param>
/// <param name="Calls">How many calls were made or would have been.</param>
/// <param name="Passed">How many drafts passed whole.</param>
/// <param name="Mended">How many were shown with published sentences in the place of some.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Failed">How many failed or took too long.</param>
/// <param name="NotMade">How many were not made: breaker, places, cap.</param>
/// <param name="Tokens">In and out.</param>
/// <param name="Median">Milliseconds, of those that were made; null: none was.</param>
/// <param name="Slow">The same at 95 %.</param>
/// <param name="FirstWords">Milliseconds until the first words, at the median.</param>
/// <param name="Acts">What people did with the drafts.</param>
public sealed record UseFigures(
    ModelUse Use, bool On, (string Name, DateTimeOffset At)? By, int Calls, int Passed, int Mended, int Refused, int Failed, int NotMade, long Tokens, int? Median, int? Slow, int? FirstWords, IReadOnlyDictionary<DraftAct, int> Acts);

/// <summary>All of it.</summary>
/// <param name="Configured">Whether a model is configured.</param>
/// <param name="Model">Its name, or empty.</param>
/// <param name="Host">Where it is asked, or empty.</param>
/// <param name="Breaker">Of this node.</param>
/// <param name="SpentToday">Tokens.</param>
/// <param name="Cap">Tokens a day.</param>
/// <param name="Uses">By use.</param>
/// <param name="Reasons">Why drafts were refused or mended, most frequent first.</param>
/// <param name="Lately">The last of them, with the sentence.</param>
public sealed record ModelSheet(
    bool Configured, string Model, string Host, BreakerState Breaker, long SpentToday, int Cap, IReadOnlyList<UseFigures> Uses, IReadOnlyList<(CheckReason Reason, int Count)> Reasons, IReadOnlyList<CallRecord> Lately);

/// <summary>Counts what the record of calls holds.</summary>
public sealed class ModelFigures(IDbContextFactory<KnowledgeDb> databases, ModelSwitches switches, ModelBudget budget, IOptions<AssistantOptions> options, TimeProvider clock)
{
    /// <summary>Durations are read of so many calls, the latest: enough for a median, whatever the span.</summary>
    private const int Durations = 5000;

    private const int MostRefused = 20;

    /// <summary>The figures of the last days.</summary>
    public async Task<ModelSheet> OfAsync(int days, CancellationToken cancellationToken)
    {
        await switches.RefreshAsync(cancellationToken);
        var since = clock.GetUtcNow().AddDays(-days);
        var day = ModelBudget.Today(clock).AddDays(-days);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var calls = db.ModelCalls.AsNoTracking().Where(call => call.At >= since);
        var counts = await calls.GroupBy(call => new { call.Use, call.Outcome })
            .Select(group => new { group.Key.Use, group.Key.Outcome, Count = group.Count(), Tokens = group.Sum(call => (long)(call.TokensIn + call.TokensOut)) }).ToListAsync(cancellationToken);
        var reasons = await calls.Where(call => call.Reason != CheckReason.None).GroupBy(call => call.Reason).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var times = await calls.Where(call => call.Milliseconds > 0).OrderByDescending(call => call.Id).Take(Durations).Select(call => new { call.Use, call.Milliseconds, call.FirstMilliseconds }).ToListAsync(cancellationToken);
        var lately = await calls.Where(call => call.Refused != null).OrderByDescending(call => call.Id).Take(MostRefused).ToListAsync(cancellationToken);
        var acts = await db.DraftCounts.AsNoTracking().Where(count => count.Day >= day).GroupBy(count => new { count.Use, count.Act }).Select(group => new { group.Key.Use, group.Key.Act, Count = group.Sum(count => count.Count) }).ToListAsync(cancellationToken);

        var uses = ModelUses.All.Select(use =>
        {
            var mine = counts.Where(row => row.Use == use).ToList();
            int Of(params ReadOnlySpan<CallOutcome> outcomes)
            {
                var sum = 0;
                foreach (var outcome in outcomes) sum += mine.Where(row => row.Outcome == outcome).Sum(row => row.Count);
                return sum;
            }

            var durations = times.Where(row => row.Use == use).ToList();
            return new UseFigures(
                use, switches.IsOn(use), switches.Thrown.TryGetValue(use, out var thrown) ? (thrown.By, thrown.At) : null, mine.Sum(row => row.Count),
                Of(CallOutcome.Passed), Of(CallOutcome.Mended), Of(CallOutcome.Refused), Of(CallOutcome.Failed, CallOutcome.TimedOut), Of(CallOutcome.BreakerOpen, CallOutcome.Busy, CallOutcome.Spent), mine.Sum(row => row.Tokens),
                At(durations.ConvertAll(row => row.Milliseconds), 0.5), At(durations.ConvertAll(row => row.Milliseconds), 0.95), At(durations.Where(row => row.FirstMilliseconds > 0).Select(row => row.FirstMilliseconds).ToList(), 0.5),
                acts.Where(row => row.Use == use).ToDictionary(row => row.Act, row => row.Count));
        }).ToList();
        return new ModelSheet(
            options.Value.Configured, options.Value.Model, Uri.TryCreate(options.Value.Endpoint, UriKind.Absolute, out var endpoint) ? endpoint.Host : "", budget.Breaker, budget.SpentToday, budget.Cap, uses,
            [.. reasons.OrderByDescending(row => row.Count).Select(row => (row.Key, row.Count))], lately);
    }

    private static int? At(List<int> values, double share)
    {
        if (values.Count == 0) return null;
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(share * values.Count))];
    }
}
