using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>Reads sheets of service-public: one XML file, a folder of them or the zip archive which the DILA gives out.</summary>
internal static class DilaReader
{
    public const string Extension = ".xml";

    /// <summary>The largest file, in bytes: thirty times the largest sheet.</summary>
    public const long Limit = 8L << 20;

    /// <summary>The deepest element: no sheet has half of it, and a deeper tree would fill the stack.</summary>
    private const int Depth = 64;

    private static readonly XmlReaderSettings Strict = new()
    {
        // Neither a file of this machine nor another one is ever read because a document says so.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Limit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static Reading Read(SourceFiles files, DateOnly today, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var sheets = new SortedDictionary<string, DilaSheet>(StringComparer.Ordinal);
        var reading = Reading.Of(files, progress, (read, file) =>
        {
            var root = Load(file);
            if (root.Name.LocalName != DilaSheet.Root)
            {
                // The archive of the DILA also holds trees and directories; alone, such a file is a mistake.
                if (!files.Whole) throw new SourceException(new SourceFault(file.Name, 1, null, $"l’élément racine est « {root.Name.LocalName} », « {DilaSheet.Root} » est attendu."));
                read.Ignored++;
                return;
            }

            var before = read.Faults.Count;
            var sheet = DilaSheet.Read(file.Name, root, today, read.Faults);
            if (sheet is not null) Keep(sheets, sheet, read.Notes);
            else if (read.Faults.Count == before) read.Ignored++;
        }, cancellationToken);
        if (sheets.Count == 0 && reading.Faults.Count == 0) reading.Faults.Add(new SourceFault(files.All[0].Name, null, null, $"aucune fiche ici : il faut des éléments « {DilaSheet.Root} » dont l’identifiant est F suivi d’un nombre."));
        foreach (var sheet in sheets.Values) reading.Add(sheet.With(sheets.ContainsKey));
        return reading;
    }

    /// <summary>Of a sheet that is there twice, the last changed holds.</summary>
    private static void Keep(SortedDictionary<string, DilaSheet> sheets, DilaSheet sheet, List<string> notes)
    {
        if (!sheets.TryGetValue(sheet.Id, out var other))
        {
            sheets[sheet.Id] = sheet;
            return;
        }

        var (kept, left) = sheet.Modified >= other.Modified ? (sheet, other) : (other, sheet);
        sheets[sheet.Id] = kept;
        notes.Add($"{sheet.Id} est dans plusieurs fichiers : {kept.Article.File} est gardé, {left.Article.File} laissé.");
    }

    private static XElement Load(SourceFile file)
    {
        var bytes = file.Read();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes, writable: false), Strict);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return root.Descendants().Any(element => element.Ancestors().Skip(Depth).Any()) ? throw new SourceException(file.Name, $"plus de {Depth} éléments l’un dans l’autre.") : root;
        }
        catch (XmlException bad)
        {
            throw new SourceException(bad.LineNumber > 0
                ? new SourceFault(file.Name, bad.LineNumber, bad.LinePosition.ToString(CultureInfo.InvariantCulture), Reason(bad.Message))
                : new SourceFault(file.Name, LineOf(bytes, "<!DOCTYPE"u8), null, Reason(bad.Message)));
        }
    }

    /// <summary>Where the reader does not say.</summary>
    private static int? LineOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> words) => bytes.IndexOf(words) is var place and >= 0 ? 1 + bytes[..place].Count((byte)'\n') : null;

    private static string Reason(string message) => message switch
    {
        _ when message.Contains("DTD", StringComparison.Ordinal) => "une DTD ou une entité externe est refusée.",
        _ when message.Contains("does not match the end tag", StringComparison.Ordinal) => "une balise fermante ne correspond pas à la balise ouverte.",
        _ when message.Contains("Unexpected end of file", StringComparison.Ordinal) => "le fichier s’arrête avant la fin.",
        _ when message.Contains("Root element is missing", StringComparison.Ordinal) => "le fichier est vide.",
        _ when message.Contains("undeclared entity", StringComparison.Ordinal) => "une entité n’est pas déclarée.",
        _ when message.Contains("encoding", StringComparison.Ordinal) => "le texte n’est pas dans le codage déclaré.",
        _ when message.Contains("undeclared prefix", StringComparison.Ordinal) => "un préfixe d’espace de noms n’est pas déclaré.",
        _ => "ce n’est pas du XML bien formé.",
    };
}
