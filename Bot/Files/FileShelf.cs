using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Files;

/// <summary>Why a file was not taken.</summary>
internal enum FileFault
{
    /// <summary>Not of an accepted kind.</summary>
    Kind,

    /// <summary>Too big.</summary>
    Size,

    /// <summary>Too many in the message or in the conversation.</summary>
    Many,

    /// <summary>The disk has no room.</summary>
    Room,
}

/// <summary>
/// Where the citizens' files lie: <c>uploads/original</c> untouched under the name of their hash, <c>uploads/copy</c> what is shown.
/// A file is written aside and put in its place only when it is whole; its row names it, and what no row names is swept away.
/// </summary>
internal sealed class FileShelf(DataDirectory data, IDbContextFactory<HandoffDb> databases, IOptions<UploadOptions> options, TimeProvider clock, ILogger<FileShelf> logger) : IDisposable
{
    private static readonly TimeSpan Unfinished = TimeSpan.FromHours(1);

    // Bytes may be shared: nobody erases what another is about to name.
    private readonly SemaphoreSlim gate = new(1, 1);

    private readonly string folder = data.Folder("uploads");

    /// <summary>Takes one file, whole or not at all; it is nobody's until <see cref="KeepAsync"/>.</summary>
    /// <param name="conversationId">Where it was sent.</param>
    /// <param name="name">Its name as the sender gave it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">The sender gave up: nothing stays.</param>
    /// <param name="sound">Voice is taken too: channels record it, the page does not.</param>
    public async Task<(TakenFile? File, FileFault? Fault)> TakeAsync(string conversationId, string name, Stream content, CancellationToken cancellationToken, bool sound = false)
    {
        if (!HasRoom()) return (null, FileFault.Room);
        var taken = new TakenFile(Path.Combine(Folder("tmp"), Guid.NewGuid().ToString("N")));
        var whole = false;
        try
        {
            var (size, hash) = await WriteAsync(content, taken.Original, cancellationToken);
            if (size > options.Value.Largest) return (null, FileFault.Size);
            if (await KindAsync(taken.Original, cancellationToken) is not { } kind || (kind.Sound && !sound)) return (null, FileFault.Kind);
            var shown = kind.Shown ? await Task.Run(() => PhotoCopy.Make(taken.Original, taken.Copy), cancellationToken) : null;
            if (kind.Shown && shown is null) return (null, FileFault.Kind);
            taken.Row = new CitizenFile
            {
                Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                ConversationId = conversationId,
                Name = Named(name, kind),
                ContentType = kind.ContentType,
                Size = size,
                Sha256 = hash,
                Width = shown?.Width ?? 0,
                Height = shown?.Height ?? 0,
                At = clock.GetUtcNow(),
            };
            whole = true;
            return (taken, null);
        }
        catch (IOException fault) when (fault is not EndOfStreamException && !cancellationToken.IsCancellationRequested && !HasRoom(0))
        {
            Log.FileNotWritten(logger, fault.GetType().Name);
            return (null, FileFault.Room);
        }
        finally
        {
            if (!whole) taken.Drop();
        }
    }

    /// <summary>Puts files in their place and names them, all or none.</summary>
    /// <returns>Null, or why not.</returns>
    public async Task<FileFault?> KeepAsync(IReadOnlyList<TakenFile> files, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var conversation = files[0].Row!.ConversationId;
            if (await db.Files.CountAsync(file => file.ConversationId == conversation, cancellationToken) + files.Count > options.Value.MostPerConversation) return FileFault.Many;
            db.Files.AddRange(files.Select(file => file.Row!));
            foreach (var file in files)
            {
                Place(file.Original, Original(file.Row!));
                if (file.Row!.HasCopy) Place(file.Copy, Copy(file.Row));
            }

            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Erases files: their rows, and their bytes where nobody else has the same.</summary>
    public async Task EraseAsync(IReadOnlyList<CitizenFile> files, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var ids = files.Select(file => file.Id).ToList();
            await db.Files.Where(file => ids.Contains(file.Id)).ExecuteDeleteAsync(cancellationToken);
            foreach (var file in files)
            {
                if (await db.Files.AnyAsync(other => other.Sha256 == file.Sha256, cancellationToken)) continue;
                Remove(Original(file));
                Remove(Copy(file));
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Erases every file of a conversation, for whoever erases the conversation.</summary>
    public async Task EraseAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await EraseAsync(await db.Files.AsNoTracking().Where(file => file.ConversationId == conversationId).ToListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>A file of a conversation, or null.</summary>
    public async Task<CitizenFile?> FindAsync(string fileId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Files.AsNoTracking().SingleOrDefaultAsync(file => file.Id == fileId, cancellationToken);
    }

    /// <summary>Removes what a killed process left: files half written, bytes without a row, rows that no line tells of.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Unfinished;
        foreach (var left in new DirectoryInfo(Folder("tmp")).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime)) left.Delete();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var since = before.AddDays(-2);
        var untold = await db.Files.AsNoTracking().Where(file => file.At < before && file.At > since)
            .Where(file => !db.Messages.Any(line => line.ConversationId == file.ConversationId && line.Data != null && line.Data.Contains(file.Id))).ToListAsync(cancellationToken);
        if (untold.Count > 0) await EraseAsync(untold, cancellationToken);
        foreach (var kept in new DirectoryInfo(Folder("original")).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < before.UtcDateTime && file.LastWriteTimeUtc > since.UtcDateTime))
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                if (await db.Files.AnyAsync(file => file.Sha256 == kept.Name, cancellationToken)) continue;
                kept.Delete();
                Remove(Path.Combine(Folder("copy"), kept.Name[..2], kept.Name + ".jpg"));
            }
            finally
            {
                gate.Release();
            }
        }
    }

    /// <summary>Where the untouched bytes lie.</summary>
    public string Original(CitizenFile file) => Path.Combine(folder, "original", file.Sha256[..2], file.Sha256);

    /// <summary>Where the copy to be shown lies.</summary>
    public string Copy(CitizenFile file) => Path.Combine(folder, "copy", file.Sha256[..2], file.Sha256 + ".jpg");

    public void Dispose() => gate.Dispose();

    /// <summary>« C:\photos\moi.exe » that is a JPEG becomes « moi.jpg ».</summary>
    internal static string Named(string given, FileKind kind)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        if (dot > 0) name = name[..dot];
        var plain = new StringBuilder();
        foreach (var sign in name)
        {
            // No control or direction sign may make « gpj.exe » look like « exe.jpg ».
            if (char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_' or '.' or '(' or ')' or '’' or '\'') plain.Append(sign);
        }

        var clean = plain.ToString().Trim(' ', '.');
        if (clean.Length == 0) clean = "fichier";
        var most = CitizenFile.LongestName - kind.Ending.Length;
        return (clean.Length > most ? clean[..most] : clean) + kind.Ending;
    }

    private async Task<(long Size, string Hash)> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };

        // Read by the service alone, run by nobody.
        if (!OperatingSystem.IsWindows()) mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, mode);
        var buffer = new byte[81920];
        var size = 0L;
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            size += read;
            if (size > options.Value.Largest) return (size, "");
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<FileKind?> KindAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await FileKind.OfAsync(file, cancellationToken);
    }

    private static void Place(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead);
    }

    private static void Remove(string path)
    {
        // Most files have no copy, and not even the folder of one.
        if (File.Exists(path)) File.Delete(path);
    }

    private bool HasRoom() => HasRoom(options.Value.Spare);

    private bool HasRoom(long spare) => new DriveInfo(folder).AvailableFreeSpace > spare + options.Value.Largest;

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
}

/// <summary>A file that came whole and waits to be named.</summary>
/// <param name="path">Where its bytes lie aside.</param>
internal sealed class TakenFile(string path)
{
    public string Original => path;

    public string Copy => path + ".jpg";

    /// <summary>What is known of it; null until it is whole.</summary>
    public CitizenFile? Row { get; set; }

    /// <summary>Throws the bytes away, where they still lie aside.</summary>
    public void Drop()
    {
        File.Delete(Original);
        File.Delete(Copy);
    }
}
