using System.CommandLine;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Load;

/// <summary><c>parts</c>: the parts of a turn by themselves, in BenchmarkDotNet.</summary>
internal static class PartsCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter") { Description = "Which parts.", DefaultValueFactory = _ => "*" };
        var command = new Command("parts", "The parts of a turn that call nothing, with BenchmarkDotNet: time and memory of each.") { filter };
        command.SetAction(parsed =>
        {
            BenchmarkSwitcher.FromAssembly(typeof(PartsCommand).Assembly).Run(["--filter", parsed.GetRequiredValue(filter)]);
            return 0;
        });
        return command;
    }
}

/// <summary>The parts of a turn that call nothing.</summary>
[MemoryDiagnoser]
[InProcess]
public class Parts
{
    private readonly TriageEngine triage = new(Path.GetTempPath());
    private readonly string long10000 = Phrases.Long(10_000);
    private int turn;

    [GlobalSetup]
    public void Warm() => triage.Warm();

    [Benchmark]
    public object? ScreenOfAUsualMessage() => EmergencyScreen.Examine(Phrases.Usual);

    [Benchmark]
    public object? ScreenOfTenThousandCharacters() => EmergencyScreen.Examine(long10000);

    [Benchmark]
    public object TriageOfAUsualMessage() => triage.Reading(Phrases.Usual + Other());

    [Benchmark]
    public object TriageOfTenThousandCharacters() => triage.Reading(long10000);

    // What was read a moment ago is remembered: each time another message.
    private string Other() => (++turn).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
