using BrigadeNumerique.Bot.Safety;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>The lines before a message, and what follows from them.</summary>
public sealed record DialogueContext(IReadOnlyList<DialogueLine> Lines)
{
    /// <summary>Nothing was said before.</summary>
    public static readonly DialogueContext Empty = new([]);

    private static readonly string[] SafetyWords = ["en securite", "safe", "seguro", "sicherheit", "al sicuro", "em seguranca", "بأمان", "безпеці"];

    /// <summary>The assistant's or operator's last line, or null.</summary>
    public DialogueLine? LastReply => Lines.LastOrDefault(line => line.Speaker is not Speaker.Citizen);

    /// <summary>The person was just asked whether they are safe.</summary>
    public bool SafetyAsked => LastReply is { } last && (last.Kind is "safe" || AsksFor(last.Text, SafetyWords));

    /// <summary>The numbers were given earlier, by the card or in words.</summary>
    public bool HadEmergency => Lines.Any(line => line.Speaker is not Speaker.Citizen && (line.Kind is "emergency" || GivesNumber(line.Text)));

    /// <summary>The citizen's own earlier words.</summary>
    public IEnumerable<string> Said => Lines.Where(line => line.Speaker is Speaker.Citizen).Select(line => line.Text);

    private static bool GivesNumber(string text)
    {
        var words = Words.Of(text).Select(word => word.Text).ToList();
        return words.Any(word => word is "17" or "15" or "18" or "112" or "114" or "196") && words.Any(word => word is "appelez" or "composez" or "sms" or "call" or "text" or "envoyez");
    }

    private static bool AsksFor(string text, IEnumerable<string> words)
    {
        if (!text.Contains('?', StringComparison.Ordinal) && !text.Contains('؟', StringComparison.Ordinal)) return false;
        var plain = string.Join(' ', Words.Of(text).Select(word => word.Text));
        return words.Any(asked => plain.Contains(asked, StringComparison.Ordinal) || text.Contains(asked, StringComparison.OrdinalIgnoreCase));
    }
}
