namespace BrigadeNumerique.Bot;

/// <summary>What the host logs: identifiers, counts and outcomes, never a word of anybody.</summary>
internal static partial class Log
{
    [LoggerMessage(260, LogLevel.Warning, "A second reading failed; the message stays as it was judged.", EventName = "SecondReadingFailed")]
    public static partial void SecondReadingFailed(ILogger logger, Exception fault);

    [LoggerMessage(100, LogLevel.Error, "Direct Line incident {Incident}.", EventName = "DirectLineFailed")]
    public static partial void DirectLineFailed(ILogger logger, string incident, Exception fault);

    [LoggerMessage(110, LogLevel.Error, "The turn of conversation {Conversation} failed; attempt {Attempt}.", EventName = "TurnFailed")]
    public static partial void TurnFailed(ILogger logger, string conversation, int attempt, Exception fault);

    [LoggerMessage(111, LogLevel.Information, "{Count} conversations had an unanswered message.", EventName = "TurnsRecovered")]
    public static partial void TurnsRecovered(ILogger logger, int count);

    [LoggerMessage(112, LogLevel.Error, "Looking for unanswered messages failed; the next look follows.", EventName = "RecoveryFailed")]
    public static partial void RecoveryFailed(ILogger logger, Exception fault);

    [LoggerMessage(113, LogLevel.Warning, "Telling citizens their place in the queue failed; the next round follows.", EventName = "PlacesFailed")]
    public static partial void PlacesFailed(ILogger logger, Exception fault);

    [LoggerMessage(114, LogLevel.Information, "Conversation {Conversation} became urgent: silent for {Minutes} min after the question whether the person is safe.", EventName = "SilenceRaised")]
    public static partial void SilenceRaised(ILogger logger, string conversation, int minutes);

    [LoggerMessage(115, LogLevel.Error, "A round of the watch over silences failed; the next follows.", EventName = "SilenceFailed")]
    public static partial void SilenceFailed(ILogger logger, Exception fault);

    [LoggerMessage(116, LogLevel.Error, "The training of a model failed; the model at work stays.", EventName = "TrainingFailed")]
    public static partial void TrainingFailed(ILogger logger, Exception fault);

    [LoggerMessage(117, LogLevel.Information, "The model {Version} was put to work elsewhere, and works here now.", EventName = "ModelFollowed")]
    public static partial void ModelFollowed(ILogger logger, string version);

    [LoggerMessage(118, LogLevel.Error, "Looking which model is at work failed; the next look follows.", EventName = "ModelWatchFailed")]
    public static partial void ModelWatchFailed(ILogger logger, Exception fault);

    [LoggerMessage(119, LogLevel.Information, "{Account} put the model {Version} to work.", EventName = "ModelActivated")]
    public static partial void ModelActivated(ILogger logger, string account, string version);

    [LoggerMessage(121, LogLevel.Error, "The studio could not read or record corrections.", EventName = "ReviewFailed")]
    public static partial void ReviewFailed(ILogger logger, Exception fault);

    [LoggerMessage(120, LogLevel.Information, "Account {Account} was made with the roles {Roles}.", EventName = "AccountSeeded")]
    public static partial void AccountSeeded(ILogger logger, string account, string roles);

    [LoggerMessage(122, LogLevel.Error, "A citizen's file could not be written: {Fault}. Messages still pass.", EventName = "FileNotWritten")]
    public static partial void FileNotWritten(ILogger logger, string fault);

    [LoggerMessage(123, LogLevel.Error, "Sweeping the citizens' files failed; the next hour follows.", EventName = "FileSweepFailed")]
    public static partial void FileSweepFailed(ILogger logger, Exception fault);

    [LoggerMessage(124, LogLevel.Error, "A round of the watch over those who wait failed; the next follows.", EventName = "WaitingFailed")]
    public static partial void WaitingFailed(ILogger logger, Exception fault);

    [LoggerMessage(140, LogLevel.Error, "A write of the channels failed.", EventName = "ChannelWriteFailed")]
    public static partial void ChannelWriteFailed(ILogger logger, Exception fault);

    [LoggerMessage(141, LogLevel.Error, "A round over what came in through channels failed; the next follows.", EventName = "InboxRoundFailed")]
    public static partial void InboxRoundFailed(ILogger logger, Exception fault);

    [LoggerMessage(142, LogLevel.Error, "Event {Receipt} of {Channel} was not recorded; attempt {Attempt}.", EventName = "EventNotRecorded")]
    public static partial void EventNotRecorded(ILogger logger, string channel, long receipt, int attempt, Exception fault);

    [LoggerMessage(143, LogLevel.Error, "A round over what goes out through channels failed; the next follows.", EventName = "DeliveryRoundFailed")]
    public static partial void DeliveryRoundFailed(ILogger logger, Exception fault);

    [LoggerMessage(144, LogLevel.Error, "Telling channel user {User} failed; the next round follows.", EventName = "DeliveryFailed")]
    public static partial void DeliveryFailed(ILogger logger, long user, Exception fault);

    [LoggerMessage(145, LogLevel.Warning, "Sending part {Delivery} through {Channel} failed by a fault of ours.", EventName = "SendFailed")]
    public static partial void SendFailed(ILogger logger, string channel, long delivery, Exception fault);

    [LoggerMessage(146, LogLevel.Error, "The page of the channels could not read or act.", EventName = "ChannelsPageFailed")]
    public static partial void ChannelsPageFailed(ILogger logger, Exception fault);

    [LoggerMessage(147, LogLevel.Error, "Sweeping the channels' tables failed; the next hour follows.", EventName = "ChannelSweepFailed")]
    public static partial void ChannelSweepFailed(ILogger logger, Exception fault);

    [LoggerMessage(130, LogLevel.Information, "Ready after {Seconds:F1} s.", EventName = "Ready")]
    public static partial void Ready(ILogger logger, double seconds);

    [LoggerMessage(132, LogLevel.Information, "Listening after {Seconds:F1} s.", EventName = "Listening")]
    public static partial void Listening(ILogger logger, double seconds);

    [LoggerMessage(131, LogLevel.Critical, "The start failed.", EventName = "StartFailed")]
    public static partial void StartFailed(ILogger logger, Exception fault);
}
