using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Handoff.Supervision;

/// <summary>Section <c>Supervision</c> of the configuration: what the supervisor's pages measure by.</summary>
public sealed class SupervisionOptions
{
    /// <summary>The wait that the service wants nobody to pass, in minutes; the board says it beside the longest. Default 10; 1 to 240.</summary>
    [Range(1, 240)]
    public int WaitGoalMinutes { get; set; } = 10;

    /// <summary>How many messages that raised nothing are drawn each day to be read again. Default 20; 1 to 200.</summary>
    [Range(1, 200)]
    public int AuditSample { get; set; } = 20;

    /// <summary>The lot of a day is drawn from this word: another gives another lot. Default « brigade »; at most 100 characters.</summary>
    [StringLength(100, MinimumLength = 1)]
    public string AuditSeed { get; set; } = "brigade";
}
