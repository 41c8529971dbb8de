namespace BrigadeNumerique.Support;

/// <summary>Where the npm clients are installed: beside their package file, in the source tree.</summary>
public static class Clients
{
    public static string Folder { get; } = Path.Combine(Repository(), "tests", "Integration", "Npm");

    /// <summary>The root of the repository, found upwards from the tests' own folder.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BrigadeNumerique.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("No repository above " + AppContext.BaseDirectory);
    }
}
