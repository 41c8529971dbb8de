using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Storage.Sqlite;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.KnowledgeBase;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Storage.PostgreSql;

/// <summary>One database, any number of nodes.</summary>
internal static class PostgreSqlStorage
{
    public static IServiceCollection AddPostgreSql(this IServiceCollection services, string connectionString) => services
        .AddContext<HandoffDb, PostgreSqlHandoffDb>(options => Use(options, connectionString, SqliteStorage.HandoffHistory))
        .AddContext<KnowledgeDb, PostgreSqlKnowledgeDb>(options => Use(options, connectionString, SqliteStorage.KnowledgeHistory))
        .AddContext<AccountsDb, PostgreSqlAccountsDb>(options => Use(options, connectionString, SqliteStorage.AccountsHistory))
        .AddContext<ReviewDb, PostgreSqlReviewDb>(options => Use(options, connectionString, SqliteStorage.ReviewHistory))
        .AddContext<ChannelsDb, PostgreSqlChannelsDb>(options => Use(options, connectionString, SqliteStorage.ChannelsHistory));

    internal static void Use(DbContextOptionsBuilder options, string connectionString, string history) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(history));
}

/// <summary>The record, on PostgreSQL.</summary>
internal sealed class PostgreSqlHandoffDb(DbContextOptions<PostgreSqlHandoffDb> options) : HandoffDb(options);

/// <summary>The accounts, on PostgreSQL.</summary>
internal sealed class PostgreSqlAccountsDb(DbContextOptions<PostgreSqlAccountsDb> options) : AccountsDb(options);

/// <summary>The articles, on PostgreSQL.</summary>
internal sealed class PostgreSqlKnowledgeDb(DbContextOptions<PostgreSqlKnowledgeDb> options) : KnowledgeDb(options);

/// <summary>What editors made of the staff's corrections, on PostgreSQL.</summary>
internal sealed class PostgreSqlReviewDb(DbContextOptions<PostgreSqlReviewDb> options) : ReviewDb(options);

/// <summary>What the channels that push need, on PostgreSQL.</summary>
internal sealed class PostgreSqlChannelsDb(DbContextOptions<PostgreSqlChannelsDb> options) : ChannelsDb(options);
