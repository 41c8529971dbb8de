using Microsoft.AspNetCore.Components;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The drawing of each heading; a heading without one has the sheet.</summary>
internal static class TopicIcons
{
    private const string Sheet = "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6";

    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["urgences"] = "M12 4 21 19.500H3zM12 10v4.500M12 17v.1",
        ["violences"] = "M8 12V6.500a1.500 1.500 0 0 1 3 0V11m0-5.500a1.500 1.500 0 0 1 3 0V11m0-4a1.500 1.500 0 0 1 3 0v7a6 6 0 0 1-6 6c-3 0-4.300-1.500-5.500-4L4 12.800a1.400 1.400 0 0 1 2.400-1.300L8 13.500",
        ["cyber"] = "M3.500 5h17v11h-17zM9 20h6M12 16v4",
        ["vol-perte"] = "M9.500 16a3.500 3.500 0 1 1-7 0 3.500 3.500 0 0 1 7 0zM21.500 16a3.500 3.500 0 1 1-7 0 3.500 3.500 0 0 1 7 0zM6 16l3.500-7h5.500l3 7M9.500 9l3 7H6M15 9l-1-3h2.500",
        ["route"] = "M4 16v-4l2-5h12l2 5v4zM9.250 16.500a1.750 1.750 0 1 1-3.500 0 1.750 1.750 0 0 1 3.500 0zM18.250 16.500a1.750 1.750 0 1 1-3.500 0 1.750 1.750 0 0 1 3.500 0zM4 12h16",
        ["absences"] = "M4 11.500 12 5l8 6.500V20h-5.500v-5h-5v5H4z",
        ["voisinage"] = "M12.250 8.500a3.250 3.250 0 1 1-6.500 0 3.250 3.250 0 0 1 6.500 0zM3 19c.6-3.500 2.900-5 6-5s5.400 1.500 6 5M15.500 5.500a3.200 3.200 0 0 1 0 6M17.500 14.300c2 .7 3.200 2.300 3.500 4.700",
        ["armes"] = "M5 10.500h14V20H5zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500",
        ["demarches"] = "M3.500 5.500h17v13h-17zM11 11a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM6 16c.5-1.700 1.500-2.300 3-2.300s2.500.6 3 2.300M14.500 10H18M14.500 13.500H18",
        ["signalements"] = "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM14.750 12a2.750 2.750 0 1 1-5.500 0 2.750 2.750 0 0 1 5.500 0z",
        ["recrutement"] = "M3.500 8h17v11.500h-17zM9 8V5h6v3M3.500 13h17",
        ["contact"] = "M4 5h16v11H10l-4.500 4v-4H4z",
    };

    public static MarkupString Of(string topic) => Layout.Icon(Paths.GetValueOrDefault(topic, Sheet));
}
