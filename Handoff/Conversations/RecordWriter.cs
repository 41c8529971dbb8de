using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>
/// Writes one unit of the record as one transaction, on a connection of its own and with statements that the engine has
/// prepared: the hot path of the service, where EF's change tracking costs more than the writing.
/// </summary>
internal sealed class RecordWriter(IDbContextFactory<HandoffDb> databases) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private HandoffDb? db;
    private RecordStatements? statements;

    /// <summary>Writes what differs; when it returns true, that is durable.</summary>
    /// <param name="unit">The conversations, each with its new lines.</param>
    /// <param name="written">Gets those that differed.</param>
    /// <returns>False when another node wrote one of them since: nothing is written then.</returns>
    public async Task<bool> WriteAsync(UnitOfRecord unit, List<Revised> written)
    {
        var connection = await OpenAsync();
        try
        {
            var rows = new List<Row>();
            foreach (var revised in unit.All)
            {
                if (!statements!.Differs(revised)) continue;
                written.Add(revised);
                revised.Now.Revision++;
                rows.Add(statements.Conversation(revised));
                rows.AddRange(revised.Now.Added.Select(statements.Line));
            }

            if (rows.Count == 0) return true;
            await using var transaction = await connection.BeginTransactionAsync();
            var all = connection.CanCreateBatch ? await SendTogetherAsync(connection, transaction, rows) : Send(connection, transaction, rows);
            if (all) await transaction.CommitAsync();
            else await transaction.RollbackAsync();
            return all;
        }
        catch
        {
            // Whatever broke, the next unit starts on a sound connection.
            await CloseAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    /// <summary>An engine in this process: statement by statement, each translated once for the life of the connection.</summary>
    private bool Send(DbConnection connection, DbTransaction transaction, List<Row> rows)
    {
        foreach (var row in rows)
        {
            if (!prepared.TryGetValue(row.Sql, out var command))
            {
                prepared[row.Sql] = command = connection.CreateCommand();
                RecordStatements.SetText(command, row.Sql);
            }

            command.Transaction = transaction;
            command.Parameters.Clear();
            row.Fill(command.Parameters, command);
            if (command.ExecuteNonQuery() != 1) return false;
        }

        return true;
    }

    /// <summary>An engine behind a line: all statements in one round trip.</summary>
    private static async Task<bool> SendTogetherAsync(DbConnection connection, DbTransaction transaction, List<Row> rows)
    {
        await using var batch = connection.CreateBatch();
        await using var maker = connection.CreateCommand();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            RecordStatements.SetText(command, row.Sql);
            row.Fill(command.Parameters, maker);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        return batch.BatchCommands.All(command => command.RecordsAffected == 1);
    }

    private async Task<DbConnection> OpenAsync()
    {
        if (db is null)
        {
            db = await databases.CreateDbContextAsync();
            await db.Database.OpenConnectionAsync();
            statements ??= new RecordStatements(db);
        }

        return db.Database.GetDbConnection();
    }

    private async ValueTask CloseAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync();
        prepared.Clear();
        if (db is { } open) await open.DisposeAsync();
        db = null;
    }
}
