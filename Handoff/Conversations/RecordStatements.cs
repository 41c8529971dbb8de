using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>One statement with the values of one row.</summary>
/// <param name="Sql">The text; the same one for every row of its kind.</param>
/// <param name="Fill">Adds the parameters, made by the given command.</param>
internal readonly record struct Row(string Sql, Action<DbParameterCollection, DbCommand> Fill);

/// <summary>The statements of the record, made from EF's own model, so that a new column or another engine needs nothing here.</summary>
internal sealed class RecordStatements
{
    private readonly Column[] conversation;
    private readonly Column[] line;
    private readonly string open, talk, move, append;

    public RecordStatements(HandoffDb db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var (conversations, lines) = (db.Model.FindEntityType(typeof(Conversation))!, db.Model.FindEntityType(typeof(Message))!);
        conversation = [.. conversations.GetProperties().Select(property => new Column(property, sql))];
        line = [.. lines.GetProperties().Select(property => new Column(property, sql))];
        open = Insert(conversations, conversation, sql);
        append = Insert(lines, line, sql);

        // Most writes leave what the desk sorts by as it is: then its indexes need not be touched.
        talk = Update(conversations, conversation.Where(column => !column.Indexed), sql);
        move = Update(conversations, conversation, sql);
    }

    /// <summary>Whether there is anything to write.</summary>
    public bool Differs(Revised revised) =>
        revised.Before is not { } before || revised.Now.Added.Count > 0 || conversation.Any(column => column.Differs(before, revised.Now));

    /// <summary>Opens a conversation, or writes it under the revision that it was read with.</summary>
    public Row Conversation(Revised revised)
    {
        var now = revised.Now;
        if (revised.Before is not { } before) return new Row(open, (parameters, maker) => Add(parameters, maker, conversation, now));
        var moves = conversation.Any(column => column.Indexed && column.Differs(before, now));
        return new Row(moves ? move : talk, (parameters, maker) =>
        {
            Add(parameters, maker, moves ? conversation : conversation.Where(column => !column.Indexed), now);
            parameters.Add(conversation.Single(column => column.Token).Make(maker, "@read", before));
        });
    }

    /// <summary>Appends a line.</summary>
    public Row Line(Message added) => new(append, (parameters, maker) => Add(parameters, maker, line, added));

    // The texts come from the model alone; every value is a parameter.
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Made from EF's model, without a value in it.")]
    public static void SetText(DbCommand command, string sql) => command.CommandText = sql;

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Made from EF's model, without a value in it.")]
    public static void SetText(DbBatchCommand command, string sql) => command.CommandText = sql;

    private static void Add(DbParameterCollection parameters, DbCommand maker, IEnumerable<Column> columns, object row)
    {
        foreach (var column in columns) parameters.Add(column.Make(maker, column.Parameter, row));
    }

    private static string Insert(IEntityType table, Column[] columns, ISqlGenerationHelper sql) =>
        $"INSERT INTO {sql.DelimitIdentifier(table.GetTableName()!)} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select(column => column.Parameter))})";

    private static string Update(IEntityType table, IEnumerable<Column> columns, ISqlGenerationHelper sql)
    {
        var all = columns.ToList();
        var set = string.Join(", ", all.Where(column => !column.Key).Select(column => $"{column.Name} = {column.Parameter}"));
        return $"UPDATE {sql.DelimitIdentifier(table.GetTableName()!)} SET {set} WHERE {all.Single(column => column.Key).Name} = {all.Single(column => column.Key).Parameter} AND {all.Single(column => column.Token).Name} = @read";
    }

    private sealed class Column(IProperty property, ISqlGenerationHelper sql)
    {
        private readonly IClrPropertyGetter value = property.GetGetter();
        private readonly RelationalTypeMapping type = property.GetRelationalTypeMapping();

        public string Name { get; } = sql.DelimitIdentifier(property.GetColumnName());

        public string Parameter { get; } = "@" + property.Name;

        public bool Key { get; } = property.IsPrimaryKey();

        public bool Indexed { get; } = property.IsIndex() && !property.IsPrimaryKey();

        public bool Token { get; } = property.IsConcurrencyToken;

        public bool Differs(object before, object now) => !Equals(value.GetClrValue(before), value.GetClrValue(now));

        public DbParameter Make(DbCommand maker, string name, object row) => type.CreateParameter(maker, name, value.GetClrValue(row), property.IsNullable);
    }
}
