using System.ComponentModel.DataAnnotations;

namespace BrigadeNumerique.Bot.Chat;

/// <summary>Section <c>Chat</c> of the configuration.</summary>
internal sealed class ChatOptions : IValidatableObject
{
    /// <summary>Where the quick exit leads: an ordinary site that nobody wonders about. Default: a weather page.</summary>
    public string ExitAddress { get; set; } = "https://meteofrance.com/";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(ExitAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return new ValidationResult($"Chat:ExitAddress is « {ExitAddress} »; it must be an http or https address.", [nameof(ExitAddress)]);
    }
}
