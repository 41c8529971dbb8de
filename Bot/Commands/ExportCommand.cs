using System.CommandLine;
using System.Globalization;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Exchange;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>export</c>: gives out what the service holds.</summary>
internal static class ExportCommand
{
    private const string Synonyms = "synonyms";

    private static readonly string[] Formats = ["markdown", "csv", "json"];

    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = "articles, ou synonyms (les groupes de mots des rédacteurs, en csv)." };
        what.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not ("articles" or Synonyms)) result.AddError($"« {result.GetValueOrDefault<string>()} » ne s’exporte pas : articles, synonyms.");
        });
        var path = new Argument<string>("path") { Description = "Un dossier absent ou vide pour markdown, un fichier pour csv et json." };
        var format = new Option<string>("--format") { Description = "markdown (un fichier par fiche), csv (pour un tableur) ou json (une ligne JSON par fiche).", DefaultValueFactory = _ => "markdown" };
        format.Validators.Add(result =>
        {
            if (!Formats.Contains(result.GetValueOrDefault<string>())) result.AddError($"Format inconnu « {result.GetValueOrDefault<string>()} » : {string.Join(", ", Formats)}.");
        });
        var drafts = new Option<bool>("--drafts") { Description = "Les mots en cours de rédaction de toutes les fiches non archivées, au lieu de ce que lit le public." };
        var replace = new Option<bool>("--replace") { Description = "Remplace un dossier qui ne contient que des fiches Markdown." };
        var command = new Command("export", "Donne les fiches en fichiers, que « import » relit à l’identique ; rien n’apparaît à moitié.") { what, path, format, drafts, replace };
        command.SetAction((parsed, cancellationToken) => parsed.GetRequiredValue(what) == Synonyms ? SynonymsAsync(parsed.GetRequiredValue(path), cancellationToken) : RunAsync(parsed.GetRequiredValue(path), parsed.GetRequiredValue(format), parsed.GetValue(drafts), parsed.GetValue(replace), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, string format, bool drafts, bool replace, CancellationToken cancellationToken)
    {
        await using var app = Offline.Build();
        await app.Services.MigrateAsync(cancellationToken);
        await app.Services.GetRequiredService<KnowledgeStart>().SeedAsync(cancellationToken);
        var export = app.Services.GetRequiredService<ArticleExport>();
        var count = await Progress.WithBarsAsync(bars =>
        {
            void Progress(int done) => bars("Fiches", done, 0);
            return format == "markdown" ? export.MarkdownAsync(path, replace, drafts, Progress, cancellationToken) : ToFileAsync(path, file => format == "csv"
                ? export.CsvAsync(file, drafts, Progress, cancellationToken)
                : export.JsonAsync(file, drafts, Progress, cancellationToken));
        });
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} fiches exportées."));
        return 0;
    }

    private static async Task<int> SynonymsAsync(string path, CancellationToken cancellationToken)
    {
        await using var app = Offline.Build();
        await app.Services.MigrateAsync(cancellationToken);
        var table = app.Services.GetRequiredService<SynonymTable>();
        var count = await ToFileAsync(path, file => table.ExportAsync(file, cancellationToken));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} groupes de mots exportés."));
        return 0;
    }

    private static async Task<int> ToFileAsync(string path, Func<Stream, Task<int>> write)
    {
        await using var file = new WholeFile(new FileInfo(path));
        var count = await write(file.Stream);
        file.Keep();
        return count;
    }
}
