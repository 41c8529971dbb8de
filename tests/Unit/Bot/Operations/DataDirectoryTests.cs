using BrigadeNumerique.Bot.Operations;

namespace BrigadeNumerique.Unit.Bot.Operations;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("brigade-data-");

    [Fact]
    public void ItIsMadeForItsOwnAccountAlone()
    {
        var data = new DataDirectory(Path.Combine(folder.FullName, "data"));

        Assert.True(Directory.Exists(data.Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data.Path));
    }

    [Fact]
    public void ASecretIsMadeOnceAndReadAgain()
    {
        var first = new DataDirectory(folder.FullName).ReadOrCreate("secret", () => "un");

        Assert.Equal("un", first);
        Assert.Equal("un", new DataDirectory(folder.FullName).ReadOrCreate("secret", () => "deux"));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
