using BenchmarkDotNet.Attributes;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Load;

/// <summary>The parts of a turn that call nothing.</summary>
[MemoryDiagnoser]
public class Parts
{
    private readonly TriageEngine triage = new(Path.GetTempPath());
    private readonly string long10000 = string.Concat(Enumerable.Repeat("mon voisin fait du bruit tous les soirs et je ne sais plus quoi faire ", 143));

    [GlobalSetup]
    public void Warm() => triage.Warm();

    [Benchmark]
    public object? ScreenOfAUsualMessage() => EmergencyScreen.Examine("bonjour, on m'a volé mon vélo devant la gare hier soir, je fais comment pour porter plainte ?");

    [Benchmark]
    public object? ScreenOfTenThousandCharacters() => EmergencyScreen.Examine(long10000);

    [Benchmark]
    public object TriageOfAUsualMessage() => triage.Assess("bonjour, on m'a volé mon vélo devant la gare hier soir, je fais comment pour porter plainte ?", DialogueContext.Empty);
}
