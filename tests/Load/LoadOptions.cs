using System.CommandLine;

namespace BrigadeNumerique.Load;

/// <summary>Options of several commands.</summary>
internal static class LoadOptions
{
    public static Option<FileInfo?> Service() => new("--service") { Description = "Another build's BrigadeNumerique.Bot.dll, to compare with; default: the build of this repository." };

    public static Option<FileInfo?> Out() => new("--out") { Description = "Where the figures go as JSON." };

    public static Option<int> Count(string name, int usual, int least, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least) result.AddError($"{name} must be at least {least}.");
        });
        return option;
    }
}
