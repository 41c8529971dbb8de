using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>The lines before a message, and what follows from them.</summary>
public sealed record DialogueContext(IReadOnlyList<DialogueLine> Lines)
{
    /// <summary>Nothing was said before.</summary>
    public static readonly DialogueContext Empty = new([]);

    private static readonly string[] SafetyWords = ["en securite", "en danger", "safe", "in danger", "seguro", "sicherheit", "al sicuro", "em seguranca", "بأمان", "безпеці"];

    private static readonly string[] RealWords = ["est ce reel", "est ce que c est reel"];

    /// <summary>The assistant's or operator's last line, or null.</summary>
    public DialogueLine? LastReply => Lines.LastOrDefault(line => line.Speaker is not Speaker.Citizen);

    /// <summary>The person was just asked whether they are safe.</summary>
    public bool SafetyAsked => LastReply is { } last && (last.Kind is "safe" || AsksFor(last.Text, SafetyWords) || AsksFor(last.Text, RealWords));

    /// <summary>The question was « are you in danger? »: then « yes » is the alarm.</summary>
    public bool DangerAsked => LastReply is { } last && last.Kind is not "safe" && AsksFor(last.Text, ["en danger", "in danger", "est ce reel"]) && !AsksFor(last.Text, ["en securite"]);

    /// <summary>An emergency was found earlier.</summary>
    public bool HadEmergency => Lines.Any(line => line.Kind is "emergency" or "emergency-again") || Lines.Any(line => line.Speaker is Speaker.Bot && line.Text.Contains("**17**", StringComparison.Ordinal) && line.Text.Contains("maintenant", StringComparison.Ordinal));

    /// <summary>The citizen's own earlier words.</summary>
    public IEnumerable<string> Said => Lines.Where(line => line.Speaker is Speaker.Citizen).Select(line => line.Text);

    private static bool AsksFor(string text, IEnumerable<string> words)
    {
        if (!text.Contains('?', StringComparison.Ordinal) && !text.Contains('؟', StringComparison.Ordinal)) return false;
        var plain = string.Join(' ', Words.Of(text).Select(word => word.Text));
        return words.Any(asked => plain.Contains(asked, StringComparison.Ordinal) || text.Contains(asked, StringComparison.OrdinalIgnoreCase));
    }
}
