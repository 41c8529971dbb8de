namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>How sending ended, from what the Graph API answered.</summary>
internal static class GraphOutcome
{
    // What is asked for where the answer names no pause: one citizen's own rate, everybody's, and a key that a person must mend.
    private static readonly TimeSpan Pair = TimeSpan.FromSeconds(6), All = TimeSpan.FromSeconds(15), Mending = TimeSpan.FromSeconds(30);

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">What the service answered.</param>
    /// <param name="fate">What its error means, where it has one.</param>
    public static SendOutcome Of(GraphAnswer answer, Func<int, GraphFault?, GraphFate> fate)
    {
        if (answer is { Fault: null, Status: >= 200 and < 300 }) return SendOutcome.Sent(answer.MessageId);
        var (meaning, words) = (fate(answer.Status, answer.Fault), answer.Fault?.ToString() ?? $"HTTP {answer.Status}");
        return meaning switch
        {
            GraphFate.Passing => SendOutcome.Later(CodeOf(meaning), words, answer.RetryAfter),
            GraphFate.Busy when answer.Fault?.Code is 131056 => SendOutcome.Later(CodeOf(meaning), words, answer.RetryAfter ?? Pair),
            GraphFate.Busy => SendOutcome.Later(CodeOf(meaning), words, answer.RetryAfter ?? All, everyone: true),
            GraphFate.Settings => SendOutcome.Later(CodeOf(meaning), words, answer.RetryAfter ?? Mending),
            _ => SendOutcome.Refused(CodeOf(meaning), words),
        };
    }

    /// <summary>The desk's code for a refusal.</summary>
    public static string CodeOf(GraphFate fate) => fate switch
    {
        GraphFate.Passing => DeliveryError.Server,
        GraphFate.Busy => DeliveryError.Rate,
        GraphFate.WindowClosed => DeliveryError.WindowClosed,
        GraphFate.Settings => DeliveryError.Unauthorized,
        GraphFate.Unreachable => DeliveryError.Blocked,
        GraphFate.Undeliverable => DeliveryError.Undelivered,
        _ => DeliveryError.Invalid,
    };
}
