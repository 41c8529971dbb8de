using Npgsql;

namespace BrigadeNumerique.Support;

/// <summary>Which engine keeps the record.</summary>
public enum Engine
{
    Sqlite,
    PostgreSql,
}

/// <summary>A database of its own for one service under test.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string? server;
    private readonly string? name;

    private Database(string? server, string? name)
    {
        this.server = server;
        this.name = name;
    }

    /// <summary>What goes into <c>ConnectionStrings:Main</c>.</summary>
    public string ConnectionString => server is null ? "" : new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>Where a PostgreSQL server for tests is, from <c>BRIGADE_TEST_POSTGRES</c>; null where there is none.</summary>
    public static string? PostgreSqlServer => Environment.GetEnvironmentVariable("BRIGADE_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <param name="engine">Which engine.</param>
    /// <param name="like">A database that nobody uses, to begin as; null for an empty one.</param>
    public static async Task<Database> CreateAsync(Engine engine, Database? like = null)
    {
        if (engine is Engine.Sqlite) return new Database(null, null);
        var name = "brigade_" + Guid.NewGuid().ToString("N")[..12];
        await RunAsync(PostgreSqlServer!, like is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {like.name}");
        return new Database(PostgreSqlServer, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        NpgsqlConnection.ClearAllPools();
        await RunAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
