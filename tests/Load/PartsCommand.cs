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
public class Parts
{
    private readonly TriageEngine triage = new(Path.GetTempPath());
    private readonly string long10000 = Phrases.Long(10_000);

    [GlobalSetup]
    public void Warm() => triage.Warm();

    [Benchmark]
    public object? ScreenOfAUsualMessage() => EmergencyScreen.Examine(Phrases.Usual);

    [Benchmark]
    public object? ScreenOfTenThousandCharacters() => EmergencyScreen.Examine(long10000);

    [Benchmark]
    public object TriageOfAUsualMessage() => triage.Assess(Phrases.Usual, DialogueContext.Empty);
}
