namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>What tells who somebody is.</summary>
internal enum PersonalKind
{
    Name,
    Phone,
    Email,
    Address,
    Plate,
    Card,
    Iban,
    BirthDate,
    SocialSecurity,
    Identity,
    Account,
}

/// <summary>Where it stands in a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct PersonalSpan(int Start, int Length, PersonalKind Kind)
{
    public int End => Start + Length;
}
