using System.Globalization;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Desk.Parts;

/// <summary>The vocabulary of the record and of the triage in the staff's words.</summary>
internal static class InWords
{
    /// <summary>What a conversation is about; where that is unknown, why a person is wanted.</summary>
    public static string Topic(string? topic, HandoffReason reason) =>
        (topic is null ? null : Wording.Find("topic." + topic)) ?? Reason(reason);

    /// <summary>Why the assistant handed over.</summary>
    public static string Reason(HandoffReason reason) => Wording.Say("reason." + reason.ToString().ToLowerInvariant());

    /// <summary>The tag's word.</summary>
    public static string Urgency(Priority priority) => Wording.Say("priority." + priority.ToString().ToLowerInvariant());

    /// <summary>Who must answer.</summary>
    public static string Custody(Custody custody) => Wording.Say("custody." + custody.ToString().ToLowerInvariant());

    /// <summary>Where the citizen writes from.</summary>
    public static string Channel(string channel) => Wording.Find("channel." + channel) ?? channel;

    /// <summary>A language tag in French; an unknown one in its own name.</summary>
    public static string Language(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return Wording.Say("lang.unknown");
        var language = tag.Split('-', '_')[0].ToLowerInvariant();
        return Wording.Find("lang." + language) ?? OwnName(language);
    }

    /// <summary>A value of the triage, or itself where it is new to this desk.</summary>
    public static string Found(string kind, string value) => Wording.Find(kind + "." + value) ?? value;

    private static string OwnName(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language, predefinedOnly: true).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }
}
