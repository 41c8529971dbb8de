using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Studio;

public sealed class OlderDatabaseTests
{
    [Theory, EngineData]
    public async Task ArticlesFromBeforeTheStudioStayPublicAsTheProductsOwnAndTakeItsNewerWords(Engine engine)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await Database.CreateAsync(engine);
        var folder = Directory.CreateTempSubdirectory("brigade-older-");
        await using (var services = new ServiceCollection().AddStorage(database.ConnectionString, folder.FullName).BuildServiceProvider())
        {
            var databases = services.GetRequiredService<IDbContextFactory<KnowledgeDb>>();
            await using var db = await databases.CreateDbContextAsync(stop);
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial", stop);
            var (slug, content) = SeedLoader.Read()[0];
            var old = (content with { Short = "Les mots d’avant." }).ToJson();
            await db.Database.ExecuteSqlAsync($"""INSERT INTO articles ("Slug", "Content", "State", "Version") VALUES ({slug}, {old}, 2, 1)""", stop);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO revisions ("Slug", "At", "Content") VALUES ({slug}, 638000000000000000, {old})""", stop);

            await migrator.MigrateAsync(null, stop);

            var article = await db.Articles.AsNoTracking().SingleAsync(stop);
            Assert.Equal((true, 1, 0, true), (article.Public, article.Stamp, article.Version, article.Untouched));
            Assert.Equal(Editor.Seed, (await db.Revisions.AsNoTracking().SingleAsync(stop)).Author);
            await new SeedLoader(databases, TimeProvider.System).LoadAsync([(slug, content)], stop);
            Assert.Equal(content.Short, (await db.Articles.AsNoTracking().SingleAsync(stop)).Content.Short);
            Assert.Equal(["Les mots d’avant.", content.Short], (await db.Revisions.AsNoTracking().OrderBy(revision => revision.Number).ToListAsync(stop)).Select(revision => revision.Content!.Short));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
