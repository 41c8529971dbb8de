using System.CommandLine;

namespace BrigadeNumerique.Bot.Commands;

/// <summary>The commands of the service. Each exits 0 on success, 1 on failure, 2 on bad arguments.</summary>
internal static class CommandLine
{
    private static readonly Command[] All = [TriageCommand.Create(), ConverseCommand.Create(), AskCommand.Create(), SearchCommand.Create(), TrainCommand.Create(), ImportCommand.Create(), ExportCommand.Create()];

    /// <summary>True when the arguments name a command, or ask for help, rather than configure the service.</summary>
    public static bool IsCommand(string[] args) =>
        args is [var first, ..] && (All.Any(command => command.Name == first) || first is "--help" or "-h" or "-?" or "--version" || !first.StartsWith('-'));

    /// <summary>Runs one.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var commands = new RootCommand("Brigade numérique : sans commande, le service démarre.");
        foreach (var command in All) commands.Subcommands.Add(command);
        var parsed = commands.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("« --help » montre l’usage.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputException bad)
        {
            await Console.Error.WriteLineAsync(bad.Message);
            return bad.ExitCode;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Échec : " + (fault.GetBaseException() is var cause && cause != fault ? $"{fault.Message} {cause.Message}" : fault.Message));
            return 1;
        }
    }
}

/// <summary>Something given to a command is not usable; the message names the file and the line.</summary>
internal sealed class InputException(string message, int exitCode = 2) : Exception(message)
{
    public int ExitCode => exitCode;
}
