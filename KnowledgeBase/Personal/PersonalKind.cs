namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>What tells who somebody is.</summary>
public enum PersonalKind
{
    /// <summary>A name, or a word with a capital that is nobody else's.</summary>
    Name,

    /// <summary>A telephone number; those of services, and those that the articles give, are none.</summary>
    Phone,

    /// <summary>An address of mail.</summary>
    Email,

    /// <summary>Where somebody lives or stands.</summary>
    Address,

    /// <summary>A number plate.</summary>
    Plate,

    /// <summary>A card for payment.</summary>
    Card,

    /// <summary>A bank account.</summary>
    Iban,

    /// <summary>A date of birth.</summary>
    BirthDate,

    /// <summary>A number of social security.</summary>
    SocialSecurity,

    /// <summary>The number of a paper, of a file or of a customer.</summary>
    Identity,

    /// <summary>A name on a network, in a game, on a market; a wallet.</summary>
    Account,
}

/// <summary>Something personal in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Certain">By its own form or by plain words before it; otherwise it may be a town, a make or a common word.</param>
public readonly record struct PersonalSpan(int Start, int Length, PersonalKind Kind, bool Certain = true)
{
    /// <summary>The first character after it.</summary>
    public int End => Start + Length;
}
