using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.KnowledgeBase;

/// <summary>What a deployment says about this module.</summary>
public sealed class KnowledgeOptions
{
    /// <summary>Where the search index lies: a folder of this node alone, made when absent. It may be deleted at any time.</summary>
    [Required]
    public string IndexDirectory { get; set; } = Path.Combine("data", "index");

    /// <summary>How often this node looks whether another one has published: what is public anywhere is answered here within it and a second more. Default 1 s.</summary>
    public TimeSpan Round { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Multiplies the limits of the public forms; 0 turns them off. Default 1.</summary>
    [Range(0, 1000)]
    public double RateFactor { get; set; } = 1;

    /// <summary>For how many days what was asked in vain is kept, and what was counted of it. Default 180; 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Knowledge:AskedDays must lie between 1 and 3650.")]
    public int AskedDays { get; set; } = 180;
}
