using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.KnowledgeBase.Drafting;

/// <summary>Section <c>Assistant</c> of the configuration: which language model drafts, and within what bounds. Empty: none does, and everything works without.</summary>
public sealed class AssistantOptions : IValidatableObject
{
    /// <summary>Base address of an OpenAI-compatible service, « https://…/v1 »; empty: no model.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Its key; empty where the service asks for none.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The model's name there.</summary>
    public string Model { get; set; } = "";

    /// <summary>Milliseconds without a word from the model after which a turn goes on without it; a model that is dead delays an answer by so much, once or twice. Default 1200; 100 to 1400.</summary>
    [Range(100, 1400, ErrorMessage = "Assistant:SilenceMilliseconds must lie between 100 and 1400.")]
    public int SilenceMilliseconds { get; set; } = 1200;

    /// <summary>Milliseconds that a citizen's turn may take with the model in all: less than the 5 s after which another node takes a turn for forgotten. Default 4000; 500 to 4500.</summary>
    [Range(500, 4500, ErrorMessage = "Assistant:TurnMilliseconds must lie between 500 and 4500.")]
    public int TurnMilliseconds { get; set; } = 4000;

    /// <summary>Milliseconds that a draft for the staff may take. Default 20000; 1000 to 120000.</summary>
    [Range(1000, 120_000, ErrorMessage = "Assistant:StaffMilliseconds must lie between 1000 and 120000.")]
    public int StaffMilliseconds { get; set; } = 20_000;

    /// <summary>Calls under way at the same time on this node; a further one is not made. Default 8; 1 to 200.</summary>
    [Range(1, 200, ErrorMessage = "Assistant:Concurrency must lie between 1 and 200.")]
    public int Concurrency { get; set; } = 8;

    /// <summary>Tokens a day (Paris), in and out, over all nodes to within a few seconds; beyond it no call is made. Default 2 million.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "Assistant:TokensPerDay must not be negative.")]
    public int TokensPerDay { get; set; } = 2_000_000;

    /// <summary>Tokens of one turn of a citizen, in and out over its calls. Default 6000; 500 to 100000.</summary>
    [Range(500, 100_000, ErrorMessage = "Assistant:TokensPerTurn must lie between 500 and 100000.")]
    public int TokensPerTurn { get; set; } = 6000;

    /// <summary>Seconds for which no call is made once the model failed twice in a row of calls. Default 30; 1 to 600.</summary>
    [Range(1, 600, ErrorMessage = "Assistant:BreakSeconds must lie between 1 and 600.")]
    public int BreakSeconds { get; set; } = 30;

    /// <summary>Days for which what was called is kept. Default 180; 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "Assistant:RecordDays must lie between 1 and 3650.")]
    public int RecordDays { get; set; } = 180;

    /// <summary>Whether a model is configured.</summary>
    public bool Configured => Endpoint.Length > 0 && Model.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 != Model.Length > 0) yield return new ValidationResult("Assistant:Endpoint and Assistant:Model go together.");
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new ValidationResult("Assistant:Endpoint must be an absolute http or https address.");
    }
}
