using BrigadeNumerique.Bot.Storage.PostgreSql;
using BrigadeNumerique.Bot.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace BrigadeNumerique.Bot.Storage;

/// <summary>Lets <c>dotnet ef</c> make migrations without starting the service; nothing is connected to.</summary>
internal static class DesignTime
{
    private const string Nowhere = "Host=localhost;Database=design";

    internal sealed class SqliteHandoff : IDesignTimeDbContextFactory<SqliteHandoffDb>
    {
        public SqliteHandoffDb CreateDbContext(string[] args) => new(Sqlite<SqliteHandoffDb>(SqliteStorage.HandoffHistory));
    }

    internal sealed class SqliteAccounts : IDesignTimeDbContextFactory<SqliteAccountsDb>
    {
        public SqliteAccountsDb CreateDbContext(string[] args) => new(Sqlite<SqliteAccountsDb>(SqliteStorage.AccountsHistory));
    }

    internal sealed class PostgreSqlHandoff : IDesignTimeDbContextFactory<PostgreSqlHandoffDb>
    {
        public PostgreSqlHandoffDb CreateDbContext(string[] args) => new(PostgreSql<PostgreSqlHandoffDb>(SqliteStorage.HandoffHistory));
    }

    internal sealed class PostgreSqlAccounts : IDesignTimeDbContextFactory<PostgreSqlAccountsDb>
    {
        public PostgreSqlAccountsDb CreateDbContext(string[] args) => new(PostgreSql<PostgreSqlAccountsDb>(SqliteStorage.AccountsHistory));
    }

    internal sealed class SqliteKnowledge : IDesignTimeDbContextFactory<SqliteKnowledgeDb>
    {
        public SqliteKnowledgeDb CreateDbContext(string[] args) => new(Sqlite<SqliteKnowledgeDb>(SqliteStorage.KnowledgeHistory));
    }

    internal sealed class PostgreSqlKnowledge : IDesignTimeDbContextFactory<PostgreSqlKnowledgeDb>
    {
        public PostgreSqlKnowledgeDb CreateDbContext(string[] args) => new(PostgreSql<PostgreSqlKnowledgeDb>(SqliteStorage.KnowledgeHistory));
    }

    internal sealed class SqliteReview : IDesignTimeDbContextFactory<SqliteReviewDb>
    {
        public SqliteReviewDb CreateDbContext(string[] args) => new(Sqlite<SqliteReviewDb>(SqliteStorage.ReviewHistory));
    }

    internal sealed class PostgreSqlReview : IDesignTimeDbContextFactory<PostgreSqlReviewDb>
    {
        public PostgreSqlReviewDb CreateDbContext(string[] args) => new(PostgreSql<PostgreSqlReviewDb>(SqliteStorage.ReviewHistory));
    }

    internal sealed class SqliteChannels : IDesignTimeDbContextFactory<SqliteChannelsDb>
    {
        public SqliteChannelsDb CreateDbContext(string[] args) => new(Sqlite<SqliteChannelsDb>(SqliteStorage.ChannelsHistory));
    }

    internal sealed class PostgreSqlChannels : IDesignTimeDbContextFactory<PostgreSqlChannelsDb>
    {
        public PostgreSqlChannelsDb CreateDbContext(string[] args) => new(PostgreSql<PostgreSqlChannelsDb>(SqliteStorage.ChannelsHistory));
    }

    internal static DbContextOptions<TDb> Sqlite<TDb>(string history)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        SqliteStorage.Use(options, "design.db", history);
        return options.Options;
    }

    internal static DbContextOptions<TDb> PostgreSql<TDb>(string history)
        where TDb : DbContext
    {
        var options = new DbContextOptionsBuilder<TDb>();
        PostgreSqlStorage.Use(options, Nowhere, history);
        return options.Options;
    }
}
