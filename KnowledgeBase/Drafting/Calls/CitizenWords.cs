namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>
/// Words of people on their way into a prompt. A prompt takes them only through <see cref="CallFilter"/>, which masks what is
/// personal: rendered without it they are no text at all.
/// </summary>
/// <param name="Text">As they were written.</param>
internal sealed record CitizenWords(string Text)
{
    /// <summary>Refuses: nothing may write these words into a prompt as they are.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override string ToString() => throw new InvalidOperationException("Words of people are masked before they enter a prompt.");
}
