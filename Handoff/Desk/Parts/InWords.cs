using System.Globalization;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Skills;

namespace BrigadeNumerique.Handoff.Desk.Parts;

/// <summary>The vocabulary of the record and of the triage in the staff's words.</summary>
public static class InWords
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

    /// <summary>What became of a line; of a failed one also why, and what to do.</summary>
    public static string Delivery(Reading.LineDelivery delivery) => delivery.Progress is Reading.LineProgress.Failed
        ? Wording.Find("delivery.failed." + delivery.Reason) ?? Wording.Say("delivery.failed")
        : Wording.Say("delivery." + delivery.Progress.ToString().ToLowerInvariant());

    /// <summary>Where the citizen writes from.</summary>
    public static string Channel(string channel) => Wording.Find("channel." + channel) ?? channel;

    /// <summary>A language tag in French; an unknown one in its own name.</summary>
    public static string Language(string? tag)
    {
        if (string.IsNullOrWhiteSpace(tag)) return Wording.Say("lang.unknown");
        var language = tag.Split('-', '_')[0].ToLowerInvariant();
        return Wording.Find("lang." + language) ?? OwnName(language);
    }

    /// <summary>A skill: a subject, or a language in French.</summary>
    public static string Skill(string skill) => Handoff.Skills.Skill.LanguageOf(skill) is { } language ? Language(language) : Found("skill", skill);

    /// <summary>Several skills: « violences, anglais ».</summary>
    public static string Skills(SkillSet skills) => string.Join(", ", skills.All.Select(Skill));

    /// <summary>A value of the triage, or itself where it is new to this desk.</summary>
    public static string Found(string kind, string value) => Wording.Find(kind + "." + value) ?? value;

    /// <summary>What rules and model read a message; a first start has no model yet.</summary>
    public static string Versions(string versions) =>
        versions.EndsWith(" no model yet", StringComparison.Ordinal) ? Wording.Say("finding.versions.learning", ("regles", versions[..versions.IndexOf(' ', StringComparison.Ordinal)])) : versions;

    /// <summary>What some words are a sign of: a kind of danger, a marker, a sensitive subject, or two of them: « police/domestic-violence ».</summary>
    public static string Sign(string type)
    {
        var parts = type.Split('/', 2);
        var subject = parts.Length > 1 ? Found("topic", parts[1]) : null;
        if (parts[0] == "sensitive" && subject is not null) return subject;
        var meaning = Wording.Find("sign." + parts[0]) ?? Found("topic", "emer." + parts[0].Replace('-', '.'));
        return subject is null ? meaning : meaning + " · " + subject;
    }

    /// <summary>What decided: a rule by its name, or the model.</summary>
    public static string Rule(string rule) => Wording.Find("rule." + rule.Replace(' ', '-')) ?? Wording.Say("rule.named", ("regle", rule));

    /// <summary>How sure the model is of a danger, in words and in per cent.</summary>
    /// <param name="danger">A probability, 0 to 1.</param>
    public static string Danger(double danger)
    {
        var word = danger switch
        {
            < 0.05 => "none",
            < 0.20 => "low",
            < 0.50 => "possible",
            < 0.80 => "likely",
            _ => "sure",
        };
        return Wording.Say("danger." + word, ("part", Math.Round(danger * 100).ToString("0", Wording.Culture)));
    }

    /// <summary>A correction: the verdict and, unless the assessment was right, what is.</summary>
    public static string Correction(Correction correction)
    {
        var verdict = Wording.Say("correct." + correction.Verdict.ToString().ToLowerInvariant());
        if (correction.Verdict is CorrectionVerdict.Right) return verdict;
        return $"{verdict} → {Found("route", correction.Route)} · {Reading.RightLabel.Of(correction).Words}";
    }

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
