using System.Diagnostics;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Drafting.Masking;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI.Chat;
using Polly.CircuitBreaker;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>What a citizen's turn, or a member of the staff who waits, has left of tokens and time.</summary>
internal sealed class CallAllowance(int tokens, TimeSpan time, TimeSpan silence, TimeProvider clock)
{
    private readonly long since = clock.GetTimestamp();

    /// <summary>Tokens left.</summary>
    public int Tokens { get; private set; } = tokens;

    /// <summary>Without a word from the model for so long, it counts as dead.</summary>
    public TimeSpan Silence => silence;

    /// <summary>Time left.</summary>
    public TimeSpan Left => time - clock.GetElapsedTime(since);

    public void Take(int spent) => Tokens -= spent;
}

/// <summary>A draft as it came, not checked.</summary>
/// <param name="Text">The words, what was masked restored; null: there is no whole draft.</param>
/// <param name="Record">What is to be noted of the call, once the check has spoken.</param>
internal sealed record CallResult(string? Text, CallRecord Record);

/// <summary>Calls the model: the only place that does. Bounded in time, tokens and number, and never throws but on cancellation by the caller.</summary>
internal sealed class ModelCalls : IDisposable
{
    /// <summary>Whatever a service sends, no draft is longer.</summary>
    private const int LongestDraft = 12_000;

    /// <summary>A prompt of this many characters has about one token; French has fewer characters a token than English.</summary>
    private const double CharactersPerToken = 3.5;

    private readonly AssistantOptions options;
    private readonly ModelSwitches switches;
    private readonly ModelBudget budget;
    private readonly CallLog log;
    private readonly TimeProvider clock;
    private readonly ILogger<ModelCalls> logger;
    private readonly HttpClient? http;
    private readonly Kernel? kernel;

    public ModelCalls(IOptions<AssistantOptions> options, ModelSwitches switches, ModelBudget budget, CallLog log, TimeProvider clock, ILogger<ModelCalls> logger)
    {
        (this.options, this.switches, this.budget, this.log, this.clock, this.logger) = (options.Value, switches, budget, log, clock, logger);
        if (!this.options.Configured) return;

        // Its time is counted here and its retries are the breaker's business: the client has neither.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(1), PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        kernel = KernelOver(this.options, http);
    }

    /// <summary>Whether a call for this would be made now.</summary>
    public bool Ready(ModelUse use) => kernel is not null && switches.IsOn(use) && budget.Breaker is not BreakerState.Open;

    /// <summary>What a citizen's turn may take.</summary>
    public CallAllowance ForTurn() => new(options.TokensPerTurn, TimeSpan.FromMilliseconds(options.TurnMilliseconds), TimeSpan.FromMilliseconds(options.SilenceMilliseconds), clock);

    /// <summary>What a draft for the staff may take.</summary>
    public CallAllowance ForStaff() => new(int.MaxValue, TimeSpan.FromMilliseconds(options.StaffMilliseconds), TimeSpan.FromMilliseconds(options.StaffMilliseconds), clock);

    /// <summary>Calls the model.</summary>
    /// <param name="use">What for.</param>
    /// <param name="prompt">Which prompt, with its version.</param>
    /// <param name="arguments">Its variables; what people wrote as <see cref="CitizenWords"/>.</param>
    /// <param name="allowance">What may be spent.</param>
    /// <param name="words">Gets all the words so far as they come, masked; false stops the model.</param>
    /// <param name="cancellationToken">Whoever waits went away.</param>
    public async Task<CallResult> AskAsync(
        ModelUse use, string prompt, IReadOnlyDictionary<string, object?> arguments, CallAllowance allowance, Func<string, bool>? words, CancellationToken cancellationToken)
    {
        var record = new CallRecord { At = clock.GetUtcNow(), Use = use, Model = options.Model, Prompt = prompt };
        if (Refusal(use, arguments, allowance) is { } refusal) return Without(record, refusal);
        if (!budget.TryEnter()) return Without(record, CallOutcome.Busy);
        var started = clock.GetTimestamp();
        using var span = ModelTelemetry.Begin(use, prompt, options.Model);
        try
        {
            var mask = new PersonalMask();
            var text = "";
            await budget.RunAsync(async token => text = await CallAsync(prompt, arguments, mask, allowance, words, record, token), cancellationToken);
            return new CallResult(mask.Restore(text), record);
        }
        catch (BrokenCircuitException)
        {
            return Without(record, CallOutcome.BreakerOpen);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            record.Outcome = CallOutcome.Abandoned;
            log.Note(record);
            throw;
        }
        catch (TimeoutException)
        {
            return Without(record, CallOutcome.TimedOut);
        }
        catch (Exception fault)
        {
            // What a service of others sends is no reason for a turn to fail.
            Log.ModelFailed(logger, use, fault.GetType().Name);
            return Without(record, CallOutcome.Failed);
        }
        finally
        {
            budget.Leave();
            if (record.Outcome is not (CallOutcome.BreakerOpen or CallOutcome.Busy)) record.Milliseconds = Math.Max(1, (int)clock.GetElapsedTime(started).TotalMilliseconds);
            budget.Spend(record.TokensIn + record.TokensOut);
            allowance.Take(record.TokensIn + record.TokensOut);
            ModelTelemetry.End(span, record);
        }
    }

    public void Dispose() => http?.Dispose();

    /// <summary>Goes once through all that a call needs, without calling anybody: the first citizen should not wait while code is compiled.</summary>
    /// <returns>The words of the rehearsal.</returns>
    internal static async Task<string> WarmAsync(AssistantOptions options, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new Rehearsal());
        var warm = KernelOver(options, http);
        warm.Data[CallFilter.MaskOf] = new PersonalMask();
        var given = new KernelArguments { ["passages"] = "[1] Portez plainte.", ["question"] = new CitizenWords("Je m’appelle Camille Exemple, 06 12 34 56 78."), ["border"] = "bord" };
        var words = new StringBuilder();
        await foreach (var piece in warm.InvokeStreamingAsync<OpenAIStreamingChatMessageContent>(PromptShelf.All[Drafter.AnswerPrompt], given, cancellationToken)) words.Append(piece.Content);
        return words.ToString();
    }

    private static Kernel KernelOver(AssistantOptions options, HttpClient http)
    {
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(options.Model, new Uri(options.Endpoint), options.ApiKey is { Length: > 0 } key ? key : "none", httpClient: http);
        var kernel = builder.Build();
        var filter = new CallFilter();
        kernel.FunctionInvocationFilters.Add(filter);
        kernel.PromptRenderFilters.Add(filter);
        return kernel;
    }

    private static CallResult Without(CallRecord record, CallOutcome outcome)
    {
        record.Outcome = outcome;
        return new CallResult(null, record);
    }

    private static int Estimate(int characters) => (int)Math.Ceiling(characters / CharactersPerToken);

    private CallOutcome? Refusal(ModelUse use, IReadOnlyDictionary<string, object?> arguments, CallAllowance allowance)
    {
        if (!Ready(use)) return CallOutcome.BreakerOpen;
        var likely = Estimate(arguments.Values.Sum(value => value is CitizenWords words ? words.Text.Length : value?.ToString()?.Length ?? 0)) + 300;
        return likely > allowance.Tokens || !budget.Allows(likely) || allowance.Left <= TimeSpan.Zero ? CallOutcome.Spent : null;
    }

    private async ValueTask<string> CallAsync(
        string prompt, IReadOnlyDictionary<string, object?> arguments, PersonalMask mask, CallAllowance allowance, Func<string, bool>? words, CallRecord record, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var mine = kernel!.Clone();
        mine.Data[CallFilter.MaskOf] = mask;
        var given = new KernelArguments();
        foreach (var (name, value) in arguments) given[name] = value;

        // A border that nobody can write who has not seen it: what stands within is data.
        given["border"] = Guid.NewGuid().ToString("N")[..12];
        var draft = new StringBuilder();
        var (whole, stopped, counted) = (false, false, false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            patience.CancelAfter(Shorter(allowance.Silence, allowance.Left));
            record.TokensIn = Estimate(arguments.Values.Sum(value => value is CitizenWords w ? w.Text.Length : value?.ToString()?.Length ?? 0)) + 200;
            await foreach (var piece in mine.InvokeStreamingAsync<OpenAIStreamingChatMessageContent>(PromptShelf.All[prompt], given, patience.Token))
            {
                patience.CancelAfter(Shorter(allowance.Silence, allowance.Left));
                if (piece.InnerContent is StreamingChatCompletionUpdate update)
                {
                    if (update.FinishReason is { } reason) whole = reason is ChatFinishReason.Stop;
                    if (update.Usage is { } usage) (record.TokensIn, record.TokensOut, counted) = (usage.InputTokenCount, usage.OutputTokenCount, true);
                }

                if (piece.Content is not { Length: > 0 } more || stopped) continue;
                if (record.FirstMilliseconds == 0) record.FirstMilliseconds = Math.Max(1, (int)clock.GetElapsedTime(started).TotalMilliseconds);
                draft.Append(more);
                if (draft.Length > LongestDraft) throw new InvalidDataException("A draft without end.");
                if (words is null || words(draft.ToString())) continue;

                // Refused half way: what would follow is not worth its tokens.
                stopped = true;
                break;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The model takes too long.");
        }
        finally
        {
            if (!counted) record.TokensOut = Estimate(draft.Length);
        }

        if (!whole && !stopped) throw new InvalidDataException("The draft was cut off.");
        return draft.ToString();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, Math.Min(one.Ticks, other.Ticks)));
}
