using System.Globalization;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Lexicon;
using BrigadeNumerique.KnowledgeBase.Search;
using BrigadeNumerique.KnowledgeBase.Studio;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>What became of a table of synonyms.</summary>
/// <param name="Faults">What is wrong; one is enough for nothing to change.</param>
/// <param name="Read">Its rows.</param>
/// <param name="New">Groups made.</param>
/// <param name="Changed">Groups whose words, note or switch differ.</param>
public sealed record SynonymImport(IReadOnlyList<SourceFault> Faults, int Read, int New, int Changed);

/// <summary>The groups of words of editors as a table, and the groups of the product that are off. A group is known by what people say; nothing is ever removed.</summary>
public sealed class SynonymTable(IDbContextFactory<KnowledgeDb> databases, TimeProvider clock)
{
    private const string Said = "said", Meant = "meant", Both = "both-ways", On = "on", Note = "note", BuiltIn = "built-in";

    private const long Limit = 8L << 20;

    private static readonly string[] Columns = [Said, Meant, Both, On, Note, BuiltIn];

    /// <summary>Writes them, as French spreadsheets open it.</summary>
    /// <returns>How many groups.</returns>
    public async Task<int> ExportAsync(Stream output, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var groups = await db.Synonyms.AsNoTracking().Where(group => group.BuiltIn == null || !group.On).OrderBy(group => group.Id).ToListAsync(cancellationToken);
        await using var text = new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";", NewLine = "\r\n", ShouldQuote = cell => CsvArticles.MustQuote(cell.Field) });
        foreach (var column in Columns) csv.WriteField(column);
        await csv.NextRecordAsync();
        foreach (var group in groups)
        {
            var words = group.Words;
            foreach (var cell in (string[])[string.Join('\n', words.Said), string.Join('\n', words.Meant), Word(words.BothWays), Word(group.On), words.Note, group.BuiltIn ?? ""]) csv.WriteField(Harmless.Write(cell));
            await csv.NextRecordAsync();
        }

        return groups.Count;
    }

    /// <summary>Reads a table: all of it, or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dryRun">Only says what would change.</param>
    /// <param name="cancellationToken">Given up before the end, nothing has changed.</param>
    /// <exception cref="DbUpdateException">Somebody else changed the same groups meanwhile: nothing was written.</exception>
    public async Task<SynonymImport> ImportAsync(string path, bool dryRun, CancellationToken cancellationToken)
    {
        var faults = new List<SourceFault>();
        var rows = Read(path, faults);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var groups = await db.Synonyms.ToListAsync(cancellationToken);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var (made, changed) = (0, 0);
        foreach (var row in rows)
        {
            var key = row.BuiltIn.Length > 0 ? "=" + row.BuiltIn : KeyOf(row.Words);
            if (!lines.TryAdd(key, row.Line)) faults.Add(row.Fault(row.BuiltIn.Length > 0 ? BuiltIn : Said, $"ce groupe est déjà à la ligne {lines[key].ToString(CultureInfo.InvariantCulture)}."));
            else if (row.BuiltIn.Length > 0) changed += Switch(db, groups, row, faults);
            else if (groups.Find(group => group.BuiltIn is null && KeyOf(group.Words) == key) is { } known) changed += Change(db, groups, known, row, faults);
            else made += Make(db, groups, row, faults);
        }

        if (faults.Count == 0 && !dryRun) await db.SaveChangesAsync(cancellationToken);
        return faults.Count > 0 ? new SynonymImport(faults, rows.Count, 0, 0) : new SynonymImport([], rows.Count, made, changed);
    }

    private int Make(KnowledgeDb db, List<SynonymGroup> groups, Row row, List<SourceFault> faults)
    {
        if (Refused(groups, null, row, faults)) return 0;
        var group = new SynonymGroup { Words = row.Words };
        db.Synonyms.Add(group);
        groups.Add(group);
        db.SynonymChanges.Add(group.Write(row.Words, Editor.Import, clock.GetUtcNow()));
        if (!row.On) db.SynonymChanges.Add(group.Switch(false, Editor.Import, clock.GetUtcNow()));
        return 1;
    }

    private int Change(KnowledgeDb db, List<SynonymGroup> groups, SynonymGroup known, Row row, List<SourceFault> faults)
    {
        if (Refused(groups, known, row, faults) || (known.Words.IsSameAs(row.Words) && known.On == row.On)) return 0;
        if (!known.Words.IsSameAs(row.Words)) db.SynonymChanges.Add(known.Write(row.Words, Editor.Import, clock.GetUtcNow()));
        if (known.On != row.On) db.SynonymChanges.Add(known.Switch(row.On, Editor.Import, clock.GetUtcNow()));
        return 1;
    }

    private int Switch(KnowledgeDb db, List<SynonymGroup> groups, Row row, List<SourceFault> faults)
    {
        if (BuiltInSynonyms.All.FirstOrDefault(group => group.Key == row.BuiltIn) is not { } builtIn)
        {
            faults.Add(row.Fault(BuiltIn, $"le logiciel n’a pas de groupe « {row.BuiltIn} »."));
            return 0;
        }

        var known = groups.Find(group => group.BuiltIn == builtIn.Key);
        if ((known?.On ?? true) == row.On) return 0;
        if (known is null) db.Synonyms.Add(known = new SynonymGroup { BuiltIn = builtIn.Key, Words = builtIn.Words });
        db.SynonymChanges.Add(known.Switch(row.On, Editor.Import, clock.GetUtcNow()));
        return 1;
    }

    private static bool Refused(List<SynonymGroup> groups, SynonymGroup? known, Row row, List<SourceFault> faults)
    {
        var others = groups.Where(group => group is { BuiltIn: null, On: true } && group != known).Select(group => group.Words).Concat(BuiltInSynonyms.All.Where(builtIn => !groups.Exists(group => group.BuiltIn == builtIn.Key && !group.On)).Select(builtIn => builtIn.Words));
        // What is off adds nothing anyway.
        var problems = SynonymRules.Broken(row.Words, row.On ? others : []);
        faults.AddRange(problems.Select(problem => row.Fault(null, Wording.Say("syn.fault." + problem.Rule.ToString().ToLowerInvariant(), ("mots", problem.About)))));
        return problems.Count > 0;
    }

    private static string KeyOf(SynonymWords words) => string.Join('\n', words.Said.Select(Synonyms.KeyOf).Order(StringComparer.Ordinal));

    private static string Word(bool yes) => yes ? "oui" : "non";

    private static List<Row> Read(string path, List<SourceFault> faults)
    {
        var rows = new List<Row>();
        try
        {
            using var files = SourceFiles.Open(path, CsvArticles.Extension, Limit);
            foreach (var file in files.All) Read(file, rows, faults);
        }
        catch (SourceException bad)
        {
            faults.Add(bad.Fault);
        }

        return rows;
    }

    private static void Read(SourceFile file, List<Row> rows, List<SourceFault> faults)
    {
        var text = file.ReadText();
        string? broken = null;
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = CsvArticles.Delimiter(text), BadDataFound = bad => broken ??= bad.Field, LineBreakInQuotedFieldIsBadData = false });
        if (!csv.Read()) throw new SourceException(file.Name, "le tableau est vide.");
        var names = csv.Record!.Select(name => name.Trim().ToLowerInvariant()).ToList();
        if (names.FirstOrDefault(name => !Columns.Contains(name)) is { } unknown) throw new SourceException(new SourceFault(file.Name, 1, null, $"colonne inconnue « {unknown} » : {string.Join(", ", Columns)}."));
        if (!names.Contains(Said) || !names.Contains(Meant) || names.Distinct(StringComparer.Ordinal).Count() != names.Count) throw new SourceException(new SourceFault(file.Name, 1, null, $"il faut une fois les colonnes {Said} et {Meant}."));
        for (var line = csv.RawRow + 1; csv.Read(); line = csv.RawRow + 1)
        {
            if (broken is not null || csv.Record is null) throw new SourceException(new SourceFault(file.Name, line, null, "guillemets mal placés : une cellule qui en contient est entourée de guillemets, et les siens sont doublés."));
            if (csv.Record.All(string.IsNullOrWhiteSpace)) continue;
            if (csv.Record.Length != names.Count)
            {
                faults.Add(new SourceFault(file.Name, line, null, string.Create(CultureInfo.InvariantCulture, $"{csv.Record.Length} cellules, {names.Count} attendues.")));
                continue;
            }

            var record = csv.Record;
            string Cell(string column) => names.IndexOf(column) is >= 0 and var at ? Harmless.Read(record[at]) : "";
            var (both, on) = (Yes(Cell(Both), otherwise: false), Yes(Cell(On), otherwise: true));
            if (both is null) faults.Add(new SourceFault(file.Name, line, $"« {Both} »", "oui ou non."));
            if (on is null) faults.Add(new SourceFault(file.Name, line, $"« {On} »", "oui ou non."));
            rows.Add(new Row(file.Name, line, SynonymRules.Read(Cell(Said), Cell(Meant), both ?? false, Cell(Note)), on ?? true, Cell(BuiltIn).Trim()));
        }
    }

    private static bool? Yes(string cell, bool otherwise) => cell.Trim().ToLowerInvariant() switch
    {
        "" => otherwise,
        "oui" or "vrai" or "true" or "1" => true,
        "non" or "faux" or "false" or "0" => false,
        _ => null,
    };

    private sealed record Row(string File, int Line, SynonymWords Words, bool On, string BuiltIn)
    {
        public SourceFault Fault(string? column, string reason) => new(File, Line, column is null ? null : $"« {column} »", reason);
    }
}
