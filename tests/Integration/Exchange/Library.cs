using BrigadeNumerique.Bot;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange;
using BrigadeNumerique.KnowledgeBase.Lexicon;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Exchange;

/// <summary>The articles of the product on a database of their own, without a web server or an index, and a folder to import from.</summary>
internal sealed class Library : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Database database;
    private readonly DirectoryInfo folder;

    private Library(WebApplication app, Database database, DirectoryInfo folder, FakeTimeProvider clock) => (this.app, this.database, this.folder, Clock) = (app, database, folder, clock);

    public FakeTimeProvider Clock { get; }

    public string Source => Path.Combine(folder.FullName, "source");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Library> OpenAsync(Engine engine)
    {
        var database = await Database.CreateAsync(engine);
        var folder = Directory.CreateTempSubdirectory("brigade-library-");
        var builder = ServiceHost.CreateBuilder([$"--Data:Directory={folder.FullName}", $"--ConnectionStrings:Main={database.ConnectionString}", "--Logging:LogLevel:Default=Error"]);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));
        builder.Services.AddSingleton<TimeProvider>(clock);
        var library = new Library(builder.Build(), database, folder, clock);
        Directory.CreateDirectory(library.Source);
        await library.app.Services.MigrateAsync(Stop);
        await library.app.Services.GetRequiredService<KnowledgeStart>().SeedAsync(Stop);
        return library;
    }

    /// <summary>Puts a sheet of service-public into the folder.</summary>
    public void Sheet(string id, string text, string title = "Perdre ses clés") => File.WriteAllText(Path.Combine(Source, id + ".xml"), $"""
        <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="{id}"><dc:title>{title}</dc:title><dc:description>Bref.</dc:description><dc:date>modified 2026-03-04</dc:date>
        <Theme ID="N1"><Titre>Logement</Titre></Theme><Texte><Paragraphe>{text}</Paragraphe></Texte></Publication>
        """);

    public void Remove(string id) => File.Delete(Path.Combine(Source, id + ".xml"));

    public Task<ImportResult> ImportAsync(Func<ImportOrder, ImportOrder>? order = null) =>
        app.Services.GetRequiredService<ArticleImport>().RunAsync((order ?? (asked => asked))(new ImportOrder(ImportFormat.Dila, Source)), null, Stop);

    /// <summary>The same, watched and stopped.</summary>
    public Task<ImportResult> ImportAsync(Action<ImportPhase, int> progress, CancellationToken stop) =>
        app.Services.GetRequiredService<ArticleImport>().RunAsync(new ImportOrder(ImportFormat.Dila, Source), (phase, done, _) => progress(phase, done), stop);

    public ArticleExport Export => app.Services.GetRequiredService<ArticleExport>();

    public SynonymTable Synonyms => app.Services.GetRequiredService<SynonymTable>();

    public SynonymBook SynonymBook => app.Services.GetRequiredService<SynonymBook>();

    public async Task<Article?> FindAsync(string start)
    {
        await using var db = await OpenDbAsync();
        return await db.Articles.AsNoTracking().SingleOrDefaultAsync(article => article.Slug.StartsWith(start), Stop);
    }

    /// <summary>What the public reads of an article; null: nothing.</summary>
    public async Task<ArticleContent?> PublicAsync(string start)
    {
        await using var db = await OpenDbAsync();
        return (await db.Revisions.AsNoTracking().Where(revision => revision.Slug.StartsWith(start)).OrderByDescending(revision => revision.Number).FirstOrDefaultAsync(Stop))?.Content;
    }

    /// <summary>An editor's hand.</summary>
    public async Task EditAsync(string start, Func<ArticleContent, ArticleContent> edit)
    {
        await using var db = await OpenDbAsync();
        var article = await db.Articles.SingleAsync(article => article.Slug.StartsWith(start), Stop);
        article.Content = edit(article.Content);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>Everything there is, to see that nothing changed.</summary>
    public async Task<string> AllAsync()
    {
        await using var db = await OpenDbAsync();
        var articles = await db.Articles.AsNoTracking().OrderBy(article => article.Slug).ToListAsync(Stop);
        return JsonSerializer.Serialize(new { articles, topics = await db.Topics.AsNoTracking().OrderBy(topic => topic.Slug).ToListAsync(Stop), revisions = await db.Revisions.CountAsync(Stop) });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task<KnowledgeDb> OpenDbAsync() => app.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
}
