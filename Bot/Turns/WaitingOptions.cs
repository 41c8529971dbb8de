using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Section <c>Queue</c> of the configuration.</summary>
internal sealed class WaitingOptions
{
    /// <summary>Minutes of waiting until the citizen is offered an appointment or to be contacted, once; the place is kept. Default 10; 1 to 240.</summary>
    [Range(1, 240, ErrorMessage = "Queue:PatienceMinutes must lie between 1 and 240.")]
    public int PatienceMinutes { get; set; } = 10;

    public TimeSpan Patience => TimeSpan.FromMinutes(PatienceMinutes);
}
