using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Safety;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk;
using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Desk.Reading;
using Xunit;

namespace BrigadeNumerique.Unit.Handoff.Desk;

/// <summary>What the desk says of an assessment, and what it offers as a correction.</summary>
public sealed partial class ExplainedTests
{
    [Fact]
    public void EveryTypeOfSignThatTriageKnowsHasFrenchWords()
    {
        var heads = new[] { "fr.txt", "world.txt" }.SelectMany(SignFile.Lines).Where(line => line[0] == '[').Select(line => line.Trim('[', ']').Split(' '));
        var types = heads.Select(head => head[0] + (head.FirstOrDefault(word => word[0] == '/') ?? "")).Append("coercion").Distinct().ToList();

        Assert.Contains("police/domestic-violence", types);
        Assert.All(types, type => Assert.DoesNotMatch(Raw(), InWords.Sign(type)));
        Assert.Equal("possible contrainte : la personne se rétracte", InWords.Sign("coercion"));
        Assert.Equal("violences ou intrusion, maintenant · violences dans le couple", InWords.Sign("police/domestic-violence"));
    }

    [Theory]
    [InlineData("model", "modèle")]
    [InlineData("answer to a question", "règle : réponse à une question sur le danger")]
    [InlineData("fr.police.domestic-violence.12", "règle fr.police.domestic-violence.12")]
    public void WhatDecidedIsSaid(string rule, string words) => Assert.Equal(words, InWords.Rule(rule));

    [Theory]
    [InlineData(0, "très improbable (0 %)")]
    [InlineData(0.334, "possible (33 %)")]
    [InlineData(0.93, "très probable (93 %)")]
    public void HowSureIsSaidInWordsAndPerCent(double danger, string words) => Assert.Equal(words, InWords.Danger(danger));

    [Fact]
    public void AnAssessmentAsItIsRecordedIsReadWhole()
    {
        var signal = new EmergencySignal(EmergencyKind.SuicideMeans, "suicide-risk", ["15", "17"], "fr", "model", []);
        var recorded = AssessmentJson.Record(new Assessment(Route.Emergency, BrigadeNumerique.Bot.Triage.Urgency.Vital, ["15", "17"], "suicide-risk", "emergency", "fr") { Signal = signal, Danger = 0.876, Rule = "model", Version = "rules-2 c5-x" });

        var finding = Finding.Read(4, SomeExchange.Now, recorded)!;

        Assert.Equal(["15", "17"], finding.Numbers);
        Assert.Equal(("suicide-risk", "suicide-means", "model", "rules-2 c5-x", 0.876), (finding.Sensitive, finding.Kind, finding.Rule, finding.Version, finding.Danger));
    }

    [Theory]
    [InlineData("""{"numbers":"17","danger":"x","kind":3}""")]
    [InlineData("""{"numbers":[1,null],"danger":null,"version":{}}""")]
    public void WhatIsStrangeInAnAssessmentIsLeftOut(string json)
    {
        var finding = Finding.Read(4, SomeExchange.Now, json)!;

        Assert.Empty(finding.Numbers);
        Assert.Equal((null, null, null), (finding.Danger, finding.Kind, finding.Version));
    }

    [Fact]
    public void EveryLabelThatIsOfferedIsOneOfThePolicyAndHasWords()
    {
        var intents = Examples.Load().Where(example => example.Level == "calm").Select(example => example.Intent).ToHashSet();

        Assert.All(RightLabel.Kinds, kind => Assert.NotNull(Findings.KindOf(kind)));
        Assert.Equal(Enum.GetValues<EmergencyKind>().Length, RightLabel.Kinds.Count);
        Assert.Empty(intents.Except(RightLabel.Ordinary.Select(pair => pair.Intent)).Except(RightLabel.Subjects));
        Assert.All(Beyond("answer", "", "theft-loss", CorrectionVerdict.Graver).Concat(Beyond("emergency", "", "emergency", CorrectionVerdict.Lighter)), label =>
            Assert.NotNull(Wording.Find("topic." + (label.Kind.Length > 0 ? "emer." + label.Kind.Replace('-', '.') : label.Sensitive.Length > 0 ? label.Sensitive : label.Intent))));
    }

    [Fact]
    public void GraverLeadsUpAndLighterLeadsDown()
    {
        Assert.All(Beyond("answer", "", "theft-loss", CorrectionVerdict.Graver), label => Assert.True(label.Route == "emergency" || label.Sensitive.Length > 0));
        Assert.All(Beyond("human", "suicide-risk", "suicide-risk", CorrectionVerdict.Graver), label => Assert.Equal(("emergency", "suicide-risk"), (label.Route, label.Sensitive.Length > 0 ? "suicide-risk" : "")));
        Assert.DoesNotContain(Beyond("emergency", "domestic-violence", "emergency", CorrectionVerdict.Lighter), label => label.Route == "emergency");
        Assert.All(Beyond("human", "harassment", "harassment", CorrectionVerdict.Lighter), label => Assert.Equal("", label.Sensitive));
    }

    [Fact]
    public void TheLikeliestComesFirst()
    {
        Assert.Equal("suicide-means", Beyond("human", "suicide-risk", "suicide-risk", CorrectionVerdict.Graver)[0].Kind);
        Assert.Equal("domestic-violence", Beyond("emergency", "domestic-violence", "emergency", CorrectionVerdict.Lighter)[0].Sensitive);
    }

    [Fact]
    public void OneTapIsEnoughWhereItIsClear()
    {
        Assert.Equal("emergency", RightLabel.AtOnce(Found("human", "domestic-violence", "domestic-violence"), CorrectionVerdict.Graver)?.Route);
        Assert.Equal("theft-loss", RightLabel.AtOnce(Found("answer", "", "theft-loss"), CorrectionVerdict.Right)?.Intent);
        Assert.Null(RightLabel.AtOnce(Found("answer", "", "theft-loss"), CorrectionVerdict.Graver));
    }

    [Fact]
    public void ACorrectionIsALineForTheTeamAlone()
    {
        var conversation = new Conversation("c", "directline", "v", "fr-FR", SomeExchange.Now);
        var message = conversation.Receive(new Line(Author.Citizen, "il va revenir"), SomeExchange.Now);
        conversation.Correct(message, Graver, "Adjudante Camille", SomeExchange.Now);

        var line = conversation.Added.Single(added => added.Kind == LineKind.Correction);
        var shown = Spoken.From(line);

        Assert.Equal((Audience.Staff, message.Sequence), (line.Audience, line.ReplyTo));
        Assert.False(BrigadeNumerique.Bot.Activities.ActivityWriter.Shows(line));
        Assert.Equal(Graver, Correction.Read(line.Data));
        Assert.Equal(Voice.Internal, shown?.Voice);
        Assert.Contains("Adjudante Camille : Plus grave → urgence · violences ou intrusion", shown?.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"verdict":"nothing","route":"human"}""")]
    public void WhatIsNoCorrectionIsNone(string? json) => Assert.Null(Correction.Read(json));

    private static Correction Graver => new(CorrectionVerdict.Graver, "emergency", "domestic-violence", "emergency", "police", "op-1", "rules-2 c5-x");

    private static Finding Found(string route, string sensitive, string intent) =>
        Finding.Read(1, SomeExchange.Now, $$"""{"route":"{{route}}","sensitive":"{{sensitive}}","intent":"{{intent}}"}""")!;

    private static List<RightLabel> Beyond(string route, string sensitive, string intent, CorrectionVerdict verdict) =>
        [.. RightLabel.Beyond(Found(route, sensitive, intent), verdict).SelectMany(group => group.Labels)];

    /// <summary>A word of the triage's own vocabulary that was left as it is.</summary>
    [GeneratedRegex("^[a-z]+(-[a-z]+)+$|emer\\.|/")]
    private static partial Regex Raw();
}
