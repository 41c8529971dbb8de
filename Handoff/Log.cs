using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.Handoff;

/// <summary>What this module logs: identifiers, counts and outcomes, never a word of anybody.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Debug, "A batch of {Count} changes was split after {Fault}.", EventName = "BatchSplit")]
    public static partial void BatchSplit(ILogger logger, int count, string fault);

    [LoggerMessage(201, LogLevel.Error, "A change of conversation {Conversation} could not be recorded.", EventName = "ChangeFailed")]
    public static partial void ChangeFailed(ILogger logger, string conversation, Exception fault);

    [LoggerMessage(202, LogLevel.Critical, "The recorder stopped: nothing can be recorded any more.", EventName = "RecorderStopped")]
    public static partial void RecorderStopped(ILogger logger, Exception fault);

    [LoggerMessage(210, LogLevel.Information, "Conversation {Conversation} returned to the queue: operator {Operator} was not seen for {Seconds:F0} s.", EventName = "OperatorLost")]
    public static partial void OperatorLost(ILogger logger, string conversation, string @operator, double seconds);

    [LoggerMessage(211, LogLevel.Error, "A round of the operators' watch failed; the next follows.", EventName = "WatchFailed")]
    public static partial void WatchFailed(ILogger logger, Exception fault);

    [LoggerMessage(212, LogLevel.Information, "Conversation {Conversation} offered, ring {Ring}, to {Operator}.", EventName = "Offered")]
    public static partial void Offered(ILogger logger, string conversation, Conversations.Ring ring, string @operator);

    [LoggerMessage(213, LogLevel.Error, "A round of offers failed; the next follows.", EventName = "OffersFailed")]
    public static partial void OffersFailed(ILogger logger, Exception fault);

    [LoggerMessage(220, LogLevel.Error, "A desk could not read the queue; it shows the last values.", EventName = "DeskReadFailed")]
    public static partial void DeskReadFailed(ILogger logger, Exception fault);

    [LoggerMessage(221, LogLevel.Error, "An operator's act failed.", EventName = "DeskActFailed")]
    public static partial void DeskActFailed(ILogger logger, Exception fault);

    [LoggerMessage(222, LogLevel.Debug, "The desk of operator {Operator} did not answer: {Fault}.", EventName = "BeatMissed")]
    public static partial void BeatMissed(ILogger logger, string @operator, string fault);
}
