using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Triage;

public sealed class LabelledTextTests
{
    private static readonly HashSet<string> Subjects =
        ["", "domestic-violence", "sexual-violence", "child-danger", "suicide-risk", "harassment", "human-trafficking", "radicalisation", "hate-crime", "elder-abuse", "missing-person", "minor-alone"];

    [Fact]
    public void EveryExampleHasALabelOfThePolicy() => Assert.All(Examples.Load(), example =>
    {
        Assert.Contains(example.Route, (string[])["emergency", "human", "answer", "appointment", "other"]);
        Assert.Contains(example.Sensitive, Subjects);
        Assert.NotEqual("", example.Intent);
        Assert.Equal(2, example.Language.Length);
        if (example.Route == "emergency") Assert.NotNull(Findings.KindOf(example.Kind));
    });

    [Fact]
    public void EveryTurnHasALabelOfThePolicy() => Assert.All(Dialogues.Load().SelectMany(turns => turns), turn =>
    {
        Assert.Contains(turn.Route, (string[])["emergency", "human", "answer", "appointment", "other"]);
        Assert.Contains(turn.Sensitive, Subjects);
        if (turn.Route == "emergency") Assert.NotNull(Findings.KindOf(turn.Matter));
    });

    [Fact]
    public void ThereAreEnoughOfThem()
    {
        var examples = Examples.Load();

        Assert.True(examples.Count >= 12_000);
        Assert.All(examples.Where(example => example.Level == "calm").GroupBy(example => example.Intent), intent => Assert.True(intent.Count() >= 3, intent.Key));
    }

    [Fact]
    public void ABrokenFileIsRefusedWithItsLine()
    {
        var fault = Assert.Throws<FormatException>(() => Examples.Read("x.txt", ["[route=other intent=greeting lang=fr]", "bonjour", "[route=emergency kind]"], []));

        Assert.Contains("x.txt, line 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMessageBeforeTheFirstHeaderIsRefused() => Assert.Throws<FormatException>(() => Examples.Read("x.txt", ["bonjour"], []));

    [Fact]
    public void ALineOfAConversationThatIsNeitherSideIsRefused() => Assert.Throws<FormatException>(() => Dialogues.Read("x.txt", ["C answer - service-info bonjour"], []));
}
