using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Storage.PostgreSql;
using BrigadeNumerique.Bot.Storage.Sqlite;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.KnowledgeBase;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Storage;

/// <summary>The only folder that knows which engine keeps the record.</summary>
internal static class StorageModule
{
    /// <summary>Chooses the engine: PostgreSQL where <c>ConnectionStrings:Main</c> is set, else one SQLite file in <c>Data:Directory</c>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, string? connectionString, string dataDirectory)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) services.AddSqlite(Path.Combine(dataDirectory, "brigade.db"), Path.Combine(dataDirectory, "channels.db"));
        else services.AddPostgreSql(connectionString);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContext());
        return services;
    }

    /// <summary>Brings every table up to date.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await MigrateAsync<HandoffDb>(services, cancellationToken);
        await MigrateAsync<KnowledgeDb>(services, cancellationToken);
        await MigrateAsync<AccountsDb>(services, cancellationToken);
        await MigrateAsync<ReviewDb>(services, cancellationToken);
        await MigrateAsync<ChannelsDb>(services, cancellationToken);
    }

    /// <summary>Registers the engine's context and, under it, the module's.</summary>
    internal static IServiceCollection AddContext<TModule, TEngine>(this IServiceCollection services, Action<DbContextOptionsBuilder> engine)
        where TModule : DbContext
        where TEngine : TModule
    {
        services.AddPooledDbContextFactory<TEngine>(engine);
        services.AddSingleton<IDbContextFactory<TModule>, FactoryOf<TModule, TEngine>>();
        return services;
    }

    private static async Task MigrateAsync<TDb>(IServiceProvider services, CancellationToken cancellationToken)
        where TDb : DbContext
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }
}
