using System.ComponentModel.DataAnnotations;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Handoff.Routing;

/// <summary>Section <c>Routing</c> of the configuration: how conversations find their operator.</summary>
public sealed class RoutingOptions
{
    /// <summary>How much an operator holds at once, weighted by gravity, unless a supervisor set another measure. Default 6; 1 to 50.</summary>
    [Range(1, 50)]
    public int Capacity { get; set; } = 6;

    /// <summary>What an urgent conversation weighs. Default 3; 1 to 50.</summary>
    [Range(1, 50)]
    public int UrgentWeight { get; set; } = 3;

    /// <summary>What a sensitive one weighs. Default 2; 1 to 50.</summary>
    [Range(1, 50)]
    public int SensitiveWeight { get; set; } = 2;

    /// <summary>What an ordinary one weighs. Default 1; 1 to 50.</summary>
    [Range(1, 50)]
    public int OrdinaryWeight { get; set; } = 1;

    /// <summary>Seconds for which an urgent one is offered to each ring. Default 20; 5 to 300.</summary>
    [Range(5, 300)]
    public int UrgentOfferSeconds { get; set; } = 20;

    /// <summary>Seconds for which any other is offered to each ring. Default 45; 5 to 600.</summary>
    [Range(5, 600)]
    public int OfferSeconds { get; set; } = 45;

    /// <summary>Seconds after which those who let an offer pass are asked again, once every ring was. Default 120; 10 to 3,600.</summary>
    [Range(10, 3600)]
    public int AskAgainSeconds { get; set; } = 120;

    /// <summary>Minutes before the end of a service in which nothing more is offered. Default 15; 0 to 120.</summary>
    [Range(0, 120)]
    public int DrainMinutes { get; set; } = 15;

    /// <summary>So many waiting make the desk propose the surge. Default 20; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int SurgeThreshold { get; set; } = 20;

    /// <summary>By how much everybody's capacity rises in a surge. Default 2; 0 to 20.</summary>
    [Range(0, 20)]
    public int SurgeExtra { get; set; } = 2;

    /// <summary>The surge begins by itself at its threshold, and ends by itself at half of it. Default false: a supervisor decides.</summary>
    public bool SurgeByItself { get; set; }

    /// <summary>What a conversation weighs.</summary>
    public int WeightOf(Priority priority) => priority switch
    {
        Priority.Urgent => UrgentWeight,
        Priority.Sensitive => SensitiveWeight,
        _ => OrdinaryWeight,
    };

    /// <summary>For how long it is offered to a ring.</summary>
    public TimeSpan OfferOf(Priority priority) => TimeSpan.FromSeconds(priority is Priority.Urgent ? UrgentOfferSeconds : OfferSeconds);
}
