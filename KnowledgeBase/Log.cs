using Microsoft.Extensions.Logging;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What this module logs: counts, numbers and durations, never a word that was searched.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Information, "{Count} articles of the product were published.", EventName = "Seeded")]
    public static partial void Seeded(ILogger logger, int count);

    [LoggerMessage(310, LogLevel.Information, "The index of revision {Revision} is served: {Articles} articles, ready in {Milliseconds:F0} ms.", EventName = "IndexServed")]
    public static partial void IndexServed(ILogger logger, int revision, int articles, double milliseconds);

    [LoggerMessage(311, LogLevel.Error, "The index could not be refreshed; the one before stays.", EventName = "IndexNotRefreshed")]
    public static partial void IndexNotRefreshed(ILogger logger, Exception fault);

    [LoggerMessage(312, LogLevel.Warning, "The index on disk cannot be used and is written again.", EventName = "IndexBroken")]
    public static partial void IndexBroken(ILogger logger, Exception fault);

    [LoggerMessage(313, LogLevel.Debug, "An old index could not be removed yet.", EventName = "IndexLeft")]
    public static partial void IndexLeft(ILogger logger, Exception fault);

    [LoggerMessage(314, LogLevel.Information, "The everyday words after {Changes} changes of editors are served.", EventName = "SynonymsServed")]
    public static partial void SynonymsServed(ILogger logger, int changes);

    [LoggerMessage(320, LogLevel.Information, "{Slug} was published or withdrawn at its hour.", EventName = "ScheduleDone")]
    public static partial void ScheduleDone(ILogger logger, string slug);

    [LoggerMessage(321, LogLevel.Error, "What is due could not be published or withdrawn; the next round tries again.", EventName = "ScheduleFailed")]
    public static partial void ScheduleFailed(ILogger logger, Exception fault);

    [LoggerMessage(330, LogLevel.Warning, "What was asked in vain could not be written or removed; the next round goes on.", EventName = "AskedNotWritten")]
    public static partial void AskedNotWritten(ILogger logger, Exception fault);

    [LoggerMessage(322, LogLevel.Error, "An act in the studio of articles failed.", EventName = "StudioFailed")]
    public static partial void StudioFailed(ILogger logger, Exception fault);

    [LoggerMessage(340, LogLevel.Warning, "The language model failed for {Use}: {Fault}. The turn goes on without it.", EventName = "ModelFailed")]
    public static partial void ModelFailed(ILogger logger, Drafting.ModelUse use, string fault);

    [LoggerMessage(341, LogLevel.Warning, "What the language model was called for could not be written or read; the next round goes on.", EventName = "CallsNotWritten")]
    public static partial void CallsNotWritten(ILogger logger, Exception fault);
}
