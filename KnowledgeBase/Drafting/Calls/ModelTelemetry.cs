using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>Spans and metrics of the calls, under OpenTelemetry's names for generative models where it has some; no words are in them.</summary>
public static class ModelTelemetry
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "BrigadeNumerique.Drafting";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Duration of calls of the language model.");
    private static readonly Histogram<double> First = Meter.CreateHistogram<double>("gen_ai.server.time_to_first_token", "s", "Until the first words of the language model.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("brigade.model.tokens", "{token}", "Tokens spent.");
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("brigade.model.calls", "{call}", "Calls of the language model by use, outcome and reason of refusal.");

    internal static Activity? Begin(ModelUse use, string prompt, string model)
    {
        var span = Source.StartActivity("chat " + model, ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", model).SetTag("brigade.use", use.ToString()).SetTag("brigade.prompt", prompt);
        return span;
    }

    internal static void End(Activity? span, CallRecord call) => span?
        .SetTag("gen_ai.usage.input_tokens", call.TokensIn).SetTag("gen_ai.usage.output_tokens", call.TokensOut).SetTag("brigade.outcome", call.Outcome.ToString())
        .SetStatus(call.Outcome is CallOutcome.Failed or CallOutcome.TimedOut ? ActivityStatusCode.Error : ActivityStatusCode.Ok);

    internal static void Ended(CallRecord call)
    {
        var use = new KeyValuePair<string, object?>("brigade.use", call.Use.ToString());
        Calls.Add(1, use, new("brigade.outcome", call.Outcome.ToString()), new("brigade.reason", call.Reason.ToString()));
        if (call.Milliseconds == 0) return;
        Duration.Record(call.Milliseconds / 1000.0, use, new("gen_ai.request.model", call.Model));
        if (call.FirstMilliseconds > 0) First.Record(call.FirstMilliseconds / 1000.0, use);
        Tokens.Add(call.TokensIn, use, new("gen_ai.token.type", "input"));
        Tokens.Add(call.TokensOut, use, new("gen_ai.token.type", "output"));
    }
}
