using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>A file of a source.</summary>
/// <param name="Name">Its path inside the folder or the archive.</param>
/// <param name="Read">All its bytes.</param>
internal sealed record SourceFile(string Name, Func<byte[]> Read)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Its text, which must be UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="SourceException">It is not.</exception>
    public string ReadText()
    {
        var bytes = Read();
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return Strict.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException bad)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(start + bad.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new SourceException(new SourceFault(Name, line, null, "ce n’est pas de l’UTF-8 : enregistrez le fichier dans ce codage."));
        }
    }
}

/// <summary>The files of a path: itself, those of a folder, or those of a zip archive. None is larger than a limit, so that nothing fills the memory.</summary>
internal sealed class SourceFiles : IDisposable
{
    /// <summary>All together, unpacked: the whole of service-public is a fifth of it.</summary>
    private const long LargestTotal = 1L << 30;

    private const int MostFiles = 50_000;

    private readonly ZipArchive? archive;
    private readonly long limit;
    private long total;

    private SourceFiles(string path, string extension, long limit)
    {
        this.limit = limit;
        if (Directory.Exists(path))
        {
            // A link could lead out of the folder, or round in it.
            var inside = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
            All = [.. Directory.EnumerateFiles(path, "*" + extension, inside).Select(file => new SourceFile(Path.GetRelativePath(path, file), () => Read(Path.GetRelativePath(path, file), () => File.OpenRead(file), new FileInfo(file).Length)))];
            Whole = true;
        }
        else if (IsZip(path))
        {
            archive = OpenZip(path);
            All = [.. archive.Entries.Where(entry => entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)).Select(entry => new SourceFile(entry.FullName, () => Read(entry.FullName, entry.Open, entry.Length)))];
            Whole = true;
        }
        else
        {
            var name = Path.GetFileName(path);
            All = [new SourceFile(name, () => Read(name, () => File.OpenRead(path), new FileInfo(path).Length))];
        }

        All = [.. All.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<SourceFile> All { get; }

    /// <summary>Whether this is a whole source, rather than one file of it.</summary>
    public bool Whole { get; }

    /// <summary>Opens a path.</summary>
    /// <param name="path">A file, a folder or a zip archive.</param>
    /// <param name="extension">Which files of a folder or an archive count, with its dot.</param>
    /// <param name="limit">The largest file accepted, in bytes.</param>
    /// <exception cref="SourceException">There is no file in it, or too many.</exception>
    public static SourceFiles Open(string path, string extension, long limit)
    {
        var files = new SourceFiles(path, extension, limit);
        if (files.All.Count is > 0 and <= MostFiles) return files;
        files.Dispose();
        throw new SourceException(path, files.All.Count == 0 ? $"aucun fichier {extension} ici." : string.Create(CultureInfo.InvariantCulture, $"plus de {MostFiles} fichiers."));
    }

    public void Dispose() => archive?.Dispose();

    private byte[] Read(string name, Func<Stream> open, long announced)
    {
        if (announced > limit) throw TooLarge(name);
        try
        {
            using var stream = open();
            using var bytes = new MemoryStream((int)announced);
            var buffer = new byte[1 << 16];

            // What an archive announces may be false.
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                if (bytes.Length + count > limit) throw TooLarge(name);
                bytes.Write(buffer, 0, count);
            }

            total += bytes.Length;
            if (total > LargestTotal) throw new SourceException(name, "l’ensemble dépasse un gigaoctet une fois décompressé.");
            return bytes.ToArray();
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new SourceException(name, $"ce fichier ne peut pas être lu ({broken.Message})");
        }
    }

    private SourceException TooLarge(string name) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"ce fichier dépasse {limit >> 20} Mo, la limite de ce format ; rien de cette taille n’est une fiche."));

    private static bool IsZip(string path)
    {
        Span<byte> start = stackalloc byte[4];
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(path, $"ce fichier ne peut pas être lu ({denied.Message})");
        }
    }

    private static ZipArchive OpenZip(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw new SourceException(path, "cette archive zip est abîmée.");
        }
    }
}
