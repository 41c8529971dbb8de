using BrigadeNumerique.Bot.Activities;

namespace BrigadeNumerique.Bot.Texts;

/// <summary>Which text and which help lines go with a sensitive subject.</summary>
internal static class SensitiveTexts
{
    /// <summary>Key of the first sentence.</summary>
    public static string Key(string subject) => subject switch
    {
        "domestic-violence" => "sens.domestic",
        "sexual-violence" => "sens.sexual",
        "child-danger" => "sens.child",
        "minor-alone" => "sens.minor",
        "suicide-risk" => "sens.suicide",
        "human-trafficking" => "sens.trafficking",
        "radicalisation" => "sens.radical",
        "hate-crime" => "sens.hate",
        "elder-abuse" => "sens.elder",
        "missing-person" => "sens.missing.adult",
        _ => "sens.harassment",
    };

    /// <summary>The help lines of the subject as links that a phone dials.</summary>
    public static IReadOnlyList<ActionLink> Links(string subject, Speech speech, string language)
    {
        string[] numbers = subject switch
        {
            "domestic-violence" or "sexual-violence" => ["3919", "116 006"],
            "child-danger" or "minor-alone" => ["119"],
            "suicide-risk" => ["3114"],
            "harassment" => ["3018"],
            "hate-crime" => ["116 006"],
            "elder-abuse" => ["3977"],
            "radicalisation" => ["0 800 005 696"],
            _ => [],
        };
        return [.. numbers.Select(number => new ActionLink(
            speech.Say(language, "action.call", ("numero", number)), "tel:" + number.Replace(" ", "", StringComparison.Ordinal), number))];
    }
}
