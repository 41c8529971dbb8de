using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Exchange;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>import</c>: brings articles in, all or nothing.</summary>
internal static partial class ImportCommand
{
    private const string Synonyms = "synonyms";

    private const string Words = """
        Fait entrer des fiches : tout est lu et vérifié d’abord, puis tout est écrit d’un coup, ou rien.

        Formats :
          markdown  un dossier (ou un .zip, ou un fichier .md) de fiches : en-tête YAML entre deux lignes « --- », puis Markdown.
          csv       un tableau, une fiche par ligne, en UTF-8, séparé par des points-virgules ou des virgules. Colonnes obligatoires : slug,
                    theme, question, short, body, source, updated, valid-until ; facultatives : variants, links, sensitive, easy, witnesses,
                    legal-source, owner, review-on, origin, et pour une traduction question:en, short:en, body:en. Les listes ont une ligne par
                    élément dans la cellule (un lien : adresse, espace, intitulé) ; une colonne absente laisse ce que la fiche a déjà.
          dila      les fiches « Vos droits et démarches » de service-public : un dossier, un .zip ou un fichier XML (élément racine Publication).

        Une fiche nouvelle arrive en brouillon. Une fiche déjà connue change si ses mots diffèrent ; le public lit les anciens jusqu’à la
        publication. Ce que la source n’a plus est archivé si l’import l’avait publié et que personne n’y a touché, sinon signalé.

        « import synonyms » lit un tableau de groupes de mots : colonnes said et meant (une expression par ligne dans la cellule), et au choix
        both-ways, on (oui ou non), note, built-in (un groupe d’origine, que la colonne on désactive ou réactive). Un groupe est reconnu à ce que
        disent les gens ; la recherche s’en sert aussitôt, rien n’est supprimé. Seule l’option --dry-run y vaut.
        """;

    public static Command Create()
    {
        var format = new Argument<string>("format") { Description = "markdown, csv ou dila pour des fiches ; synonyms pour des groupes de mots." };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() != Synonyms && FormatOf(result.GetValueOrDefault<string>()) is null) result.AddError($"Format inconnu « {result.GetValueOrDefault<string>()} » : markdown, csv ou dila, ou synonyms.");
        });
        var path = new Argument<string>("path") { Description = "Un fichier, un dossier ou une archive zip." };
        var source = new Option<string?>("--source") { Description = "Nom sous lequel suivre un dossier ou un tableau (lettres, chiffres, tirets) : ce qui en disparaît est signalé. Le format dila est toujours suivi." };
        source.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && (!Name().IsMatch(name) || name == "dila")) result.AddError("--source : 1 à 30 lettres minuscules, chiffres ou tirets, et non « dila ».");
        });
        var publish = new Option<bool>("--publish") { Description = "Publie ce qui entre ou change, au lieu d’en faire des brouillons." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Montre ce qui changerait, sans rien changer." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Prend les mots de la source même là où un rédacteur a modifié ou archivé la fiche." };
        var partial = new Option<bool>("--partial") { Description = "Le chemin n’est qu’une partie de la source : rien n’est tenu pour disparu." };
        var confirm = new Option<bool>("--confirm-missing") { Description = "Accepte qu’une grande part des fiches de cette origine ait disparu de la source." };
        var command = new Command("import", Words) { format, path, publish, dryRun, overwrite, partial, confirm, source };
        command.SetAction((parsed, cancellationToken) => parsed.GetRequiredValue(format) == Synonyms ? SynonymsAsync(parsed.GetRequiredValue(path), parsed.GetValue(dryRun), cancellationToken) : RunAsync(
            new ImportOrder(FormatOf(parsed.GetRequiredValue(format))!.Value, parsed.GetRequiredValue(path))
            {
                Source = parsed.GetValue(source), Publish = parsed.GetValue(publish), DryRun = parsed.GetValue(dryRun),
                Overwrite = parsed.GetValue(overwrite), Partial = parsed.GetValue(partial), ConfirmMissing = parsed.GetValue(confirm),
            },
            cancellationToken));
        return command;
    }

    private static ImportFormat? FormatOf(string? name) => name switch
    {
        "markdown" => ImportFormat.Markdown,
        "csv" => ImportFormat.Csv,
        "dila" => ImportFormat.Dila,
        _ => null,
    };

    private static async Task<int> RunAsync(ImportOrder order, CancellationToken cancellationToken)
    {
        if (!File.Exists(order.Path) && !Directory.Exists(order.Path)) throw new InputException($"{order.Path} : ce chemin n’existe pas.");
        await using var app = Offline.Build();
        await app.Services.MigrateAsync(cancellationToken);
        await app.Services.GetRequiredService<KnowledgeStart>().SeedAsync(cancellationToken);
        var import = app.Services.GetRequiredService<ArticleImport>();
        var result = await Progress.WithBarsAsync(bars => import.RunAsync(order, (phase, done, all) => bars(phase is ImportPhase.Reading ? "Lecture" : "Écriture", done, all), cancellationToken));
        foreach (var fault in result.Faults) await Console.Error.WriteLineAsync(fault.ToString());
        if (result.Faults.Count > 0) return await RefuseAsync(string.Create(CultureInfo.InvariantCulture, $"Rien n’a changé : {result.Faults.Count} erreur{(result.Faults.Count > 1 ? "s" : "")}."));
        if (result.Refusal is not null) return await RefuseAsync($"Rien n’a changé : {result.Refusal}");
        await SayAsync(order, result);
        return 0;
    }

    private static async Task<int> SynonymsAsync(string path, bool dryRun, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw new InputException($"{path} : ce chemin n’existe pas.");
        await using var app = Offline.Build();
        await app.Services.MigrateAsync(cancellationToken);
        var result = await app.Services.GetRequiredService<SynonymTable>().ImportAsync(path, dryRun, cancellationToken);
        foreach (var fault in result.Faults) await Console.Error.WriteLineAsync(fault.ToString());
        if (result.Faults.Count > 0) return await RefuseAsync(string.Create(CultureInfo.InvariantCulture, $"Rien n’a changé : {result.Faults.Count} erreur{(result.Faults.Count > 1 ? "s" : "")}."));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(dryRun ? "Essai, rien n’a changé" : "Import terminé")}. Groupes lus : {result.Read} ; nouveaux : {result.New} ; modifiés : {result.Changed}."));
        return 0;
    }

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }

    private static async Task SayAsync(ImportOrder order, ImportResult result)
    {
        await ListAsync("Note", result.Notes);
        await ListAsync("Rubrique créée", result.Topics);
        await ListAsync("Laissée telle quelle", result.Kept);
        await ListAsync("Disparue de la source, archivée", result.Archived);
        await ListAsync("Disparue de la source, à revoir", result.Missing);
        if (result.Ignored > 0) await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Fichiers sans fiche : {result.Ignored}"));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(order.DryRun ? "Essai, rien n’a changé" : "Import terminé")}. Fiches lues : {result.Read} ; nouvelles : {result.New} ; modifiées : {result.Updated} ; inchangées : {result.Unchanged}, dont prolongées : {result.Renewed} ; laissées telles quelles : {result.Kept.Count} ; publiées : {result.Published} ; archivées : {result.Archived.Count} ; à revoir : {result.Missing.Count}."));
    }

    private static async Task ListAsync(string title, IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Out.WriteLineAsync($"{title} : {line}");
    }

    [GeneratedRegex("^[a-z0-9-]{1,30}$")]
    private static partial Regex Name();
}
