using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Seed;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Articles as files of a folder: YAML between two lines « --- », then Markdown; one folder a heading.</summary>
internal static class MarkdownFolder
{
    public const string Extension = ".md";

    /// <summary>The largest file, in bytes.</summary>
    public const long Limit = 8L << 20;

    public static Reading Read(SourceFiles files, IReadOnlySet<string> themes, Action<int, int>? progress, CancellationToken cancellationToken) =>
        Reading.Of(files, progress, (reading, file) => Read(reading, file, themes), cancellationToken);

    /// <summary>Writes a folder that appears whole or not at all.</summary>
    /// <exception cref="IOException">The folder is not empty, unless it is to be replaced and holds nothing but Markdown; or it cannot be written.</exception>
    public static async Task WriteAsync(string folder, bool replace, IAsyncEnumerable<(string Slug, ArticleContent Content)> articles, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Refuse(target, replace);
        var draft = $"{target}.{Guid.NewGuid().ToString("N")[..8]}.part";
        Directory.CreateDirectory(draft);
        try
        {
            await foreach (var (slug, content) in articles.WithCancellation(cancellationToken))
            {
                var heading = Directory.CreateDirectory(Path.Combine(draft, ContentRules.Slug(content.Theme, ContentRules.SlugLength)));
                await File.WriteAllTextAsync(Path.Combine(heading.FullName, slug + Extension), SeedArticleWriter.Write(slug, content), cancellationToken);
            }

            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(draft, target);
        }
        catch
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
            throw;
        }
    }

    private static void Read(Reading reading, SourceFile file, IReadOnlySet<string> themes)
    {
        try
        {
            var (slug, content) = SeedArticle.Read(file.Name, file.ReadText(), themes);
            var broken = ContentRules.Broken(slug, content).Select(rule => new SourceFault(file.Name, null, null, $"« {rule.Field} » : {rule.Reason}")).ToList();
            reading.Faults.AddRange(broken);
            if (broken.Count == 0) reading.Add(new Incoming(file.Name, slug, content, null, (known, read) => read with { Origin = known.Origin ?? read.Origin }));
        }
        catch (SeedException bad)
        {
            reading.Faults.Add(new SourceFault(bad.File, bad.Line, null, bad.Reason));
        }
    }

    private static void Refuse(string target, bool replace)
    {
        if (File.Exists(target)) throw new IOException($"{target} : un fichier porte déjà ce nom.");
        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any()) return;
        if (!replace) throw new IOException($"{target} : ce dossier n’est pas vide ; --replace remplace un dossier de fiches.");
        if (Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).FirstOrDefault(file => !file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new IOException($"{target} : ce dossier contient autre chose que des fiches ({Path.GetRelativePath(target, other)}), il n’est pas remplacé.");
    }
}
