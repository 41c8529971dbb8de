namespace BrigadeNumerique.Bot.Safety;

/// <summary>Whom to call for what, by territory: the table of <c>Safety/Signs/numbers.txt</c>. Numbers never come from anywhere else.</summary>
public static class EmergencyNumbers
{
    private static readonly Dictionary<(string Territory, string Kind), IReadOnlyList<string>> Table = Read();

    /// <summary>The numbers of a kind, best first; never empty.</summary>
    /// <param name="kind">What the danger is.</param>
    /// <param name="territory">Where, as the signs name it (« pacific »); empty for mainland France and the overseas departments.</param>
    public static IReadOnlyList<string> For(EmergencyKind kind, string territory = "") =>
        Table.TryGetValue((territory, Findings.Name(kind)), out var local) ? local : Table[("", Findings.Name(kind))];

    private static Dictionary<(string, string), IReadOnlyList<string>> Read()
    {
        var table = new Dictionary<(string, string), IReadOnlyList<string>>();
        var territory = "";
        foreach (var line in SignFile.Lines("numbers.txt"))
        {
            if (line[0] == '[')
            {
                territory = line.Trim('[', ']');
                continue;
            }

            var at = line.IndexOf('=', StringComparison.Ordinal);
            table[(territory, line[..at].Trim())] = line[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        return table;
    }
}
