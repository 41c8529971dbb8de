using System.Globalization;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>Why a source is refused.</summary>
/// <param name="File">The file, by its path inside the folder or the archive.</param>
/// <param name="Line">From 1; null: not known.</param>
/// <param name="Column">From 1, or the name of a column of a table; null: not known.</param>
/// <param name="Reason">What is wrong, in French.</param>
public sealed record SourceFault(string File, int? Line, string? Column, string Reason)
{
    /// <summary>One line of a report.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}{(Line is null ? "" : $", ligne {Line}")}{(Column is null ? "" : $", colonne {Column}")} : {Reason}");
}

/// <summary>The same, where reading cannot go on.</summary>
internal sealed class SourceException(SourceFault fault) : Exception(fault.ToString())
{
    public SourceException(string file, string reason)
        : this(new SourceFault(file, null, null, reason))
    {
    }

    public SourceFault Fault { get; } = fault;
}
