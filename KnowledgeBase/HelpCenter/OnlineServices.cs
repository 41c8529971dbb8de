namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>What an official site does, and for whom.</summary>
/// <param name="What">What it is, and what it is not.</param>
/// <param name="Who">Who may use it; may be empty.</param>
/// <param name="Needs">What one needs for it; may be empty.</param>
/// <param name="Name">What it is called; empty: another line of the table names it.</param>
/// <param name="Address">Where it is.</param>
public sealed record OnlineService(string What, string Who, string Needs, string Name, string Address);

/// <summary>What is known of the sites that articles lead to: the table of <c>services.tsv</c>.</summary>
internal static class OnlineServices
{
    private static readonly List<(string Beginning, OnlineService Service)> Table = Read();

    /// <summary>The service behind an address; null where the table has none.</summary>
    public static OnlineService? At(string url) => Table.Find(entry => url.StartsWith(entry.Beginning, StringComparison.Ordinal)).Service;

    /// <summary>Those that have a name, by name.</summary>
    public static IReadOnlyList<OnlineService> Named { get; } = [.. Table.Select(entry => entry.Service).Where(service => service.Name.Length > 0).OrderBy(service => service.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("fr-FR"), true))];

    private static List<(string Beginning, OnlineService Service)> Read()
    {
        using var stream = typeof(OnlineServices).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.HelpCenter.services.tsv")!;
        using var reader = new StreamReader(stream);
        var table = new List<(string Beginning, OnlineService Service)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.Split('\t') is not [var beginning, var what, var who, var needs, var name, var address]) throw new InvalidDataException($"services.tsv: « {line} » has not six columns.");
            table.Add((beginning, new OnlineService(what, who, needs, name, address)));
        }

        return [.. table.OrderByDescending(entry => entry.Beginning.Length)];
    }
}
