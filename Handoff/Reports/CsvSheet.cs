using System.Globalization;
using System.Text;

namespace BrigadeNumerique.Handoff.Reports;

/// <summary>Sheets as the offices of this country open them: UTF-8 with its mark, semicolons, and no cell that a spreadsheet would run.</summary>
public static class CsvSheet
{
    /// <summary>Writes one.</summary>
    /// <param name="rows">The rows, the heading first; a null is an empty cell.</param>
    public static byte[] Write(IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("0.###", CultureInfo.GetCultureInfo("fr-FR")),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(value.ToString() ?? "")),
    };

    /// <summary>What begins like a formula is made words by an apostrophe before it; spaces before the sign do not hide it from a spreadsheet.</summary>
    private static string Harmless(string words) =>
        words.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] || words is ['\t' or '\r' or '\n', ..] ? "'" + words : words;

    private static string Quoted(string words) => words.AsSpan().ContainsAny(";\"\r\n") ? "\"" + words.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : words;
}
