using System.Globalization;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Articles;
using CsvHelper;
using CsvHelper.Configuration;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Articles as a table for spreadsheets: one row an article, lists as lines inside a cell. Columns that a table lacks keep what the articles have.</summary>
internal static class CsvArticles
{
    public const string Extension = ".csv";

    /// <summary>The largest file, in bytes.</summary>
    public const long Limit = 48L << 20;

    public static Reading Read(SourceFiles files, IReadOnlySet<string> themes, Action<int, int>? progress, CancellationToken cancellationToken) =>
        Reading.Of(files, progress, (reading, file) => Read(reading, file, themes), cancellationToken);

    /// <summary>Writes a table with semicolons, as French spreadsheets open it, in UTF-8 with its mark.</summary>
    public static async Task WriteAsync(Stream output, IReadOnlyCollection<string> languages, IAsyncEnumerable<(string Slug, ArticleContent Content)> articles, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", NewLine = "\r\n", ShouldQuote = cell => MustQuote(cell.Field) });
        var columns = CsvColumns.Of(languages);
        foreach (var column in columns) csv.WriteField(column.Name);
        await csv.NextRecordAsync();
        await foreach (var (slug, content) in articles.WithCancellation(cancellationToken))
        {
            foreach (var column in columns) csv.WriteField(Harmless.Write(column.Write(slug, content)));
            await csv.NextRecordAsync();
        }
    }

    /// <summary>A line break of any kind too: by itself the writer only minds its own.</summary>
    internal static bool MustQuote(string? cell) => !string.IsNullOrEmpty(cell) && (cell.AsSpan().IndexOfAny(";,\"\r\n") >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));

    private static void Read(Reading reading, SourceFile file, IReadOnlySet<string> themes)
    {
        var text = file.ReadText();
        string? broken = null;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(text),
            BadDataFound = bad => broken ??= bad.Field,
            LineBreakInQuotedFieldIsBadData = false,
        };
        using var csv = new CsvParser(new StringReader(text), settings);
        if (!csv.Read()) throw new SourceException(file.Name, "le tableau est vide.");
        var columns = Columns(file, csv.Record!);
        for (var line = csv.RawRow + 1; csv.Read(); line = csv.RawRow + 1)
        {
            if (broken is not null || csv.Record is null) throw new SourceException(new SourceFault(file.Name, line, null, "guillemets mal placés : une cellule qui en contient est entourée de guillemets, et les siens sont doublés."));
            if (csv.Record.All(string.IsNullOrWhiteSpace)) continue;
            ReadRow(reading, new Row(file.Name, line, columns, csv.Record), themes);
        }
    }

    private static void ReadRow(Reading reading, Row row, IReadOnlySet<string> themes)
    {
        if (row.Cells.Count != row.Columns.Count)
        {
            reading.Faults.Add(row.Fault(null, string.Create(CultureInfo.InvariantCulture, $"{row.Cells.Count} cellules, {row.Columns.Count} attendues.")));
            return;
        }

        var before = reading.Faults.Count;
        var slug = "";
        var content = CsvColumns.Empty;
        for (var place = 0; place < row.Columns.Count; place++)
        {
            var (column, cell) = (row.Columns[place], Harmless.Read(row.Cells[place].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')));
            try
            {
                if (column.Required && string.IsNullOrWhiteSpace(cell)) throw new FormatException("cette cellule est vide.");
                if (column.Name == CsvColumns.Slug) slug = cell.Trim();
                else content = column.Read(content, cell);
            }
            catch (FormatException bad)
            {
                reading.Faults.Add(row.Fault(column.Name, bad.Message));
            }
        }

        if (reading.Faults.Count > before) return;
        if (!themes.Contains(content.Theme)) reading.Faults.Add(row.Fault("theme", $"rubrique inconnue « {content.Theme} »."));
        reading.Faults.AddRange(ContentRules.Broken(slug, content).Select(rule => row.Fault(rule.Field, rule.Reason)));
        if (reading.Faults.Count > before) return;
        reading.Add(new Incoming($"{row.File}, ligne {row.Line.ToString(CultureInfo.InvariantCulture)}", slug, content, null, (known, read) => Over(known, row.Columns, read)));
    }

    /// <summary>The columns that were in the table over a known article.</summary>
    private static ArticleContent Over(ArticleContent known, IReadOnlyList<CsvColumn> columns, ArticleContent read)
    {
        foreach (var column in columns.Where(column => column.Name != CsvColumns.Slug)) known = column.Read(known, column.Write("", read));
        return known with { Origin = known.Origin ?? read.Origin };
    }

    private static List<CsvColumn> Columns(SourceFile file, string[] header)
    {
        var names = header.Select(name => name.Trim().ToLowerInvariant()).ToList();
        var known = CsvColumns.Of(names.Select(CsvColumns.LanguageOf).OfType<string>().Distinct().ToList());
        var missing = known.Where(column => column.Required && !names.Contains(column.Name)).Select(column => column.Name).ToList();
        if (missing.Count > 0) throw new SourceException(new SourceFault(file.Name, 1, null, $"colonne absente : {string.Join(", ", missing)}."));
        if (names.FirstOrDefault(name => known.All(column => column.Name != name)) is { } unknown) throw new SourceException(new SourceFault(file.Name, 1, null, $"colonne inconnue « {unknown} » ; « import --help » les nomme toutes."));
        if (names.Count != names.Distinct(StringComparer.Ordinal).Count()) throw new SourceException(new SourceFault(file.Name, 1, null, "une colonne s’y trouve deux fois."));
        return names.ConvertAll(name => known.Single(column => column.Name == name));
    }

    /// <summary>What the first line has more of.</summary>
    internal static string Delimiter(string text)
    {
        var header = text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0 ? end : text.Length));
        return header.Count(';') >= header.Count(',') ? ";" : ",";
    }

    private sealed record Row(string File, int Line, IReadOnlyList<CsvColumn> Columns, IReadOnlyList<string> Cells)
    {
        public SourceFault Fault(string? column, string reason) => new(File, Line, column is null ? null : $"« {column} »", reason);
    }
}

/// <summary>Cells that a spreadsheet would compute are text to it, and read back as they were.</summary>
internal static class Harmless
{
    public static string Write(string cell) => Runs(cell) ? "'" + cell : cell;

    public static string Read(string cell) => cell.StartsWith('\'') && Runs(cell) ? cell[1..] : cell;

    /// <summary>An apostrophe before such a sign counts too, or it would be taken away at the next reading.</summary>
    private static bool Runs(string cell) => cell.AsSpan().TrimStart('\'') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r';
}
