namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>What articles are imported from.</summary>
public enum ImportFormat
{
    /// <summary>Files of YAML and Markdown.</summary>
    Markdown,

    /// <summary>A table.</summary>
    Csv,

    /// <summary>Sheets « Vos droits et démarches » in the XML of the DILA.</summary>
    Dila,
}

/// <summary>What an import is asked to do.</summary>
/// <param name="Format">What the path holds.</param>
/// <param name="Path">A file, a folder or a zip archive.</param>
public sealed record ImportOrder(ImportFormat Format, string Path)
{
    /// <summary>A name under which a folder or a table is followed: what leaves it is noticed. Null: articles are brought in once. The DILA is always followed.</summary>
    public string? Source { get; init; }

    /// <summary>Makes public what the import brings; else it arrives as drafts, and the public goes on reading what it read.</summary>
    public bool Publish { get; init; }

    /// <summary>Says what would change, and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Takes the words of the source where an editor changed or archived the article.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The path holds a part of the source only: nothing is taken as gone.</summary>
    public bool Partial { get; init; }

    /// <summary>Many articles have left the source, and that is right.</summary>
    public bool ConfirmMissing { get; init; }
}

/// <summary>What an import is doing.</summary>
public enum ImportPhase
{
    /// <summary>Reads and checks the files.</summary>
    Reading,

    /// <summary>Writes what changes, in one transaction.</summary>
    Writing,
}

/// <summary>What an import did, or would do. Where <see cref="Faults"/> or <see cref="Refusal"/> say something, nothing changed.</summary>
public sealed class ImportResult
{
    /// <summary>All that is wrong with the source.</summary>
    public IReadOnlyList<SourceFault> Faults { get; init; } = [];

    /// <summary>Why a good source is not followed, in French; null: it is.</summary>
    public string? Refusal { get; internal set; }

    /// <summary>Articles in the source.</summary>
    public int Read { get; internal set; }

    /// <summary>Articles that were not there.</summary>
    public int New { get; internal set; }

    /// <summary>Articles whose words changed.</summary>
    public int Updated { get; internal set; }

    /// <summary>Articles that say the same.</summary>
    public int Unchanged { get; internal set; }

    /// <summary>Of those, the ones whose last day moved on, since the source still has them.</summary>
    public int Renewed { get; internal set; }

    /// <summary>Articles made public.</summary>
    public int Published { get; internal set; }

    /// <summary>Files without an article.</summary>
    public int Ignored { get; internal set; }

    /// <summary>Headings that were made.</summary>
    public IList<string> Topics { get; } = [];

    /// <summary>Articles taken from the public, for the source no longer has them.</summary>
    public IList<string> Archived { get; } = [];

    /// <summary>Articles that the source no longer has and an editor must judge: the address and why.</summary>
    public IList<string> Missing { get; } = [];

    /// <summary>Articles left as editors made them although the source changed: the address and why.</summary>
    public IList<string> Kept { get; } = [];

    /// <summary>What else was noticed, in French.</summary>
    public IList<string> Notes { get; } = [];
}
