using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Section <c>Triage</c> of the configuration.</summary>
internal sealed class SilenceOptions
{
    /// <summary>Minutes without a word after « êtes-vous en sécurité ? » until the conversation is urgent. Default 3; 1 to 60.</summary>
    [Range(1, 60, ErrorMessage = "Triage:SilenceMinutes must lie between 1 and 60.")]
    public int SilenceMinutes { get; set; } = 3;

    public TimeSpan Patience => TimeSpan.FromMinutes(SilenceMinutes);
}
