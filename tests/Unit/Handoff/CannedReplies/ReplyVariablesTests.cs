using BrigadeNumerique.Handoff.CannedReplies;

namespace BrigadeNumerique.Unit.Handoff.CannedReplies;

public sealed class ReplyVariablesTests
{
    private static readonly ReplyValues Values = new("Adjudante Camille", "K7-2F4A", "2:07", "12/03/2026");

    [Fact]
    public void EveryVariableIsFilled() => Assert.Equal(
        "Camille, adjudante, K7-2F4A, 2:07, 12/03/2026",
        ReplyVariables.Fill(string.Join(", ", ReplyVariables.Names.Select(name => "{" + name + "}")), Values));

    [Fact]
    public void ARankOfTwoWordsStaysWhole() => Assert.Equal("maréchal des logis / Jo", ReplyVariables.Fill("{grade} / {prenom_operateur}", Values with { OperatorName = "Maréchal des logis Jo" }));

    [Fact]
    public void WhoHasNoRankIsAGendarme() => Assert.Equal("Jo, gendarme", ReplyVariables.Fill("{prenom_operateur}, {grade}", Values with { OperatorName = "Jo" }));

    [Fact]
    public void WhatNobodyCanFillIsLeftToBeSeenAndRefusedBeforehand()
    {
        Assert.Equal("{nom_usager}", ReplyVariables.Fill("{nom_usager}", Values));
        Assert.Equal(["nom_usager"], ReplyVariables.Unknown("{heure} {nom_usager}"));
        Assert.Contains(ReplyFault.Variable, CannedReplyBook.Check(new ReplyContent("test", "Essai", "Bonjour {nom_usager}", "fr", "welcome")));
    }

    [Theory]
    [InlineData("S", ReplyFault.Shortcut)]
    [InlineData("avec espace", ReplyFault.Shortcut)]
    [InlineData("sécurité", ReplyFault.Shortcut)]
    public void AShortcutIsWhatOneTypesWithoutThinking(string shortcut, ReplyFault fault) =>
        Assert.Contains(fault, CannedReplyBook.Check(new ReplyContent(shortcut, "Essai", "Bonjour", "fr", "welcome")));
}
