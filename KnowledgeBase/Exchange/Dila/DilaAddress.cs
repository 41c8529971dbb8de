namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>Where a sheet stands on the official site.</summary>
internal static class DilaAddress
{
    /// <summary>The whole directory of local offices, for those that have no site of their own.</summary>
    public const string Directory = "https://lannuaire.service-public.gouv.fr/";

    public static string Of(string id, string? audience) => audience switch
    {
        "Professionnels" or "Entreprises" => $"https://entreprendre.service-public.gouv.fr/vosdroits/{id}",
        "Associations" => $"https://www.service-public.gouv.fr/associations/vosdroits/{id}",
        _ => $"https://www.service-public.gouv.fr/particuliers/vosdroits/{id}",
    };
}
