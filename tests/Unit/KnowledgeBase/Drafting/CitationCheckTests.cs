using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class CitationCheckTests
{
    private const string Passage = "Faites opposition tout de suite auprès de votre banque. Vous avez 13 mois pour contester. Ne rappelez pas le numéro reçu. Une plainte peut aider. Signalez la fraude sur Perceval, puis contestez les débits par écrit.";

    [Theory]
    [InlineData("Faites opposition tout de suite auprès de votre banque [1].")]
    [InlineData("Vous avez treize mois pour contester [1].")]
    [InlineData("Signalez la fraude sur Perceval, puis contestez les débits par écrit [1].")]
    [InlineData("Faites opposition immédiatement auprès de votre banque [1].")]
    [InlineData("Signalez la fraude sur Perceval [1].")]
    [InlineData("Contestez les débits par écrit [1].")]
    [InlineData("Vous disposez de 13 mois pour contester [1].")]
    public void WhatThePassageSaysPasses(string draft) => Assert.Equal(CheckReason.None, CitationCheck.Whole(draft, [Passage]).Reason);

    [Theory]
    [InlineData("Vous avez 12 mois pour contester [1].", CheckReason.Number)]
    [InlineData("Rappelez le numéro reçu [1].", CheckReason.Negation)]
    [InlineData("Faites opposition tout de suite auprès de votre assurance [1].", CheckReason.Unsupported)]
    [InlineData("Faites opposition tout de suite auprès de votre banque.", CheckReason.Uncited)]
    [InlineData("Faites opposition tout de suite auprès de votre banque [2].", CheckReason.UnknownPassage)]
    [InlineData("Contestez les débits par écrit, puis signalez la fraude sur Perceval [1].", CheckReason.Order)]
    [InlineData("Une fois l’opposition faite, la banque peut vous rembourser en 13 mois [1].", CheckReason.Unsupported)]
    [InlineData("Une plainte doit aider [1].", CheckReason.Modality)]
    [InlineData("Votre banque vous remboursera [1].", CheckReason.Promise)]
    [InlineData("Dans votre cas, une plainte peut aider [1].", CheckReason.Advice)]
    [InlineData("Signalez la fraude sur arnaque.com [1].", CheckReason.Contact)]
    [InlineData("You have 13 months to dispute [1].", CheckReason.Language)]
    [InlineData("<b>Faites opposition</b> [1].", CheckReason.Form)]
    [InlineData("RIEN", CheckReason.Empty)]
    public void WhatItDoesNotSayIsRefusedWithItsReason(string draft, CheckReason reason) => Assert.Equal(reason, CitationCheck.Whole(draft, [Passage]).Reason);

    [Theory]
    [InlineData("Transférez le SMS au 33700 [1].")]
    [InlineData("Transférez le SMS au 33700 [1]. Prévenez votre banque [1].")]
    [InlineData("- Transférez le SMS au 33700 [1]\n- Prévenez votre banque [1]")]
    [InlineData("1. Transférez le SMS au 33700 [1].\n2. Prévenez votre banque [1].")]
    public void PartsOfAPublishedSentencePassAloneAndAsPoints(string draft) =>
        Assert.Equal(CheckReason.None, CitationCheck.Whole(draft, ["Ne cliquez pas, transférez le SMS au 33700 et supprimez-le. Si vous avez donné vos données, changez vos mots de passe. Faites opposition, prévenez votre banque et gardez les preuves."]).Reason);

    [Theory]
    [InlineData("Prévenez l’OFB pour un animal d’élevage, et la DDPP pour un animal sauvage [1].")]
    [InlineData("Le trottoir est autorisé, sauf si la commune l’interdit [1].")]
    public void TwoThingsExchangedAreRefused(string draft) =>
        Assert.NotEqual(CheckReason.None, CitationCheck.Whole(draft, ["Pour un animal d’élevage, prévenez la DDPP. Pour un animal sauvage, l’OFB. Le trottoir est interdit, sauf si la commune l’autorise."]).Reason);

    [Fact]
    public void TwoSentencesOfOneBreathMayCarryOneCitationWhileTheyComeToo()
    {
        var check = new StreamCheck([Passage], [""]);

        Assert.True(check.Look("Ne rappelez pas le numéro reçu. Vous avez 13 mois pour contester [1]. Sig"));
        Assert.Equal("Ne rappelez pas le numéro reçu. Vous avez 13 mois pour contester [1].", check.Shown);
    }

    [Fact]
    public void WhileADraftComesOnlyWholeCheckedSentencesAreShown()
    {
        var check = new StreamCheck([Passage], [""]);

        Assert.False(check.Look("Vous avez 13 mois pour contester [1]"));
        Assert.True(check.Look("Vous avez 13 mois pour contester [1]. Votre ban"));
        Assert.Equal("Vous avez 13 mois pour contester [1].", check.Shown);
        Assert.False(check.Look("Vous avez 13 mois pour contester [1]. Votre banque vous remboursera [1]."));
        Assert.Equal(CheckReason.Promise, check.Verdict.Reason);
    }
}
