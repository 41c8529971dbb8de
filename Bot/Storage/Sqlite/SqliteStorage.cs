using System.Data.Common;
using BrigadeNumerique.Bot.Accounts;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.KnowledgeBase;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BrigadeNumerique.Bot.Storage.Sqlite;

/// <summary>One file, one node.</summary>
internal static class SqliteStorage
{
    /// <summary>Where each module keeps the history of its migrations.</summary>
    public const string HandoffHistory = "__handoff_migrations", AccountsHistory = "__accounts_migrations", KnowledgeHistory = "__knowledge_migrations", ReviewHistory = "__review_migrations", ChannelsHistory = "__channels_migrations";

    public static IServiceCollection AddSqlite(this IServiceCollection services, string file, string channels) => services
        .AddContext<HandoffDb, SqliteHandoffDb>(options => Use(options, file, HandoffHistory))
        .AddContext<KnowledgeDb, SqliteKnowledgeDb>(options => Use(options, file, KnowledgeHistory))
        .AddContext<AccountsDb, SqliteAccountsDb>(options => Use(options, file, AccountsHistory))
        .AddContext<ReviewDb, SqliteReviewDb>(options => Use(options, file, ReviewHistory))

        // A file of its own has a lock of its own: webhooks by the hundred do not wait for the record, nor the record for them.
        .AddContext<ChannelsDb, SqliteChannelsDb>(options => Use(options, channels, ChannelsHistory));

    internal static void Use(DbContextOptionsBuilder options, string file, string history)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 }.ToString();
        options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(history)).AddInterceptors(Durable.Instance);
    }

    /// <summary>
    /// WAL lets readers go on while a transaction is written; FULL makes a commit survive a power cut, which is what an
    /// acknowledgement promises.
    /// </summary>
    private sealed class Durable : DbConnectionInterceptor
    {
        public static readonly Durable Instance = new();

        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            // SQLite's asynchronous calls are synchronous underneath.
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>The record, on SQLite.</summary>
internal sealed class SqliteHandoffDb(DbContextOptions<SqliteHandoffDb> options) : HandoffDb(options);

/// <summary>The accounts, on SQLite.</summary>
internal sealed class SqliteAccountsDb(DbContextOptions<SqliteAccountsDb> options) : AccountsDb(options);

/// <summary>The articles, on SQLite.</summary>
internal sealed class SqliteKnowledgeDb(DbContextOptions<SqliteKnowledgeDb> options) : KnowledgeDb(options);

/// <summary>What editors made of the staff's corrections, on SQLite.</summary>
internal sealed class SqliteReviewDb(DbContextOptions<SqliteReviewDb> options) : ReviewDb(options);

/// <summary>What the channels that push need, on SQLite.</summary>
internal sealed class SqliteChannelsDb(DbContextOptions<SqliteChannelsDb> options) : ChannelsDb(options);
