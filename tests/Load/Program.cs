using System.CommandLine;
using System.CommandLine.Invocation;
using BrigadeNumerique.Load;
using BrigadeNumerique.Load.Channels;
using BrigadeNumerique.Load.Desks;

// The service is a process of its own, on the same cores as the citizens who load it.
var commands = new RootCommand("Measures the service: dotnet run --project tests/Load -c Release -- <command> --help");
foreach (var command in (Command[])[TurnsCommand.Create(), DesksCommand.Create(), StartCommand.Create(), PageLoad.Create(), DangerCommand.Create(), PartsCommand.Create(), WordsCommand.Create(), ImportCommand.Create(), ChannelsCommand.Create()]) commands.Subcommands.Add(command);
var parsed = commands.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
    return 2;
}

return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = true });
