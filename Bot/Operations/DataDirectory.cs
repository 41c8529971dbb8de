namespace BrigadeNumerique.Bot.Operations;

/// <summary>Where the service keeps what is its own: the SQLite file, the index, keys, uploads. Made when absent, for its own account alone.</summary>
internal sealed class DataDirectory
{
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(Path)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>A small secret kept in a file that only its owner reads; made when it is not there.</summary>
    public string ReadOrCreate(string name, Func<string> make)
    {
        var file = System.IO.Path.Combine(Path, name);
        if (File.Exists(file)) return File.ReadAllText(file).Trim();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var value = make();
        try
        {
            using var writer = new StreamWriter(file, options);
            writer.Write(value);
            return value;
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process of the same directory was quicker; both must use one secret.
            return File.ReadAllText(file).Trim();
        }
    }
}
