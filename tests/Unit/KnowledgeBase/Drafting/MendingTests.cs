using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

/// <summary>Where a drafted sentence is not proved, the article's own takes its place, and says there what it says in the article.</summary>
public sealed class MendingTests
{
    private const string Card = "Faites opposition tout de suite auprès de votre banque. Vous avez 13 mois pour contester. Une plainte peut aider.";

    [Fact]
    public void AWrongNumberGivesWayToThePublishedSentence()
    {
        var check = Checked("Faites opposition tout de suite auprès de votre banque [1]. Pour contester, vous avez 12 mois [1].", Card);

        Assert.Equal("Faites opposition tout de suite auprès de votre banque [1]. Vous avez 13 mois pour contester [1].", check.Shown);
        Assert.Equal((CheckReason.None, CheckReason.Number), (check.Verdict.Reason, check.Mended.Reason));
    }

    [Theory]
    [InlineData("Faites opposition tout de suite auprès de votre banque [1]. Votre banque vous remboursera sous 13 mois [1].", CheckReason.Promise)]
    [InlineData("Faites opposition tout de suite auprès de votre banque [1]. Contestez sur arnaque.com [1].", CheckReason.Contact)]
    [InlineData("Faites opposition tout de suite auprès de votre banque [1]. Vous avez 12 mois pour contester.", CheckReason.Uncited)]
    [InlineData("- Faites opposition tout de suite auprès de votre banque [1].\n- Vous avez 12 mois pour contester [1].", CheckReason.Number)]
    public void APromiseAnAddressAMissingSourceAndAListAreNotMended(string draft, CheckReason reason) => Assert.Equal(reason, Checked(draft, Card).Verdict.Reason);

    [Fact]
    public void WhereNothingPublishedWasMeantTheDraftIsRefused() =>
        Assert.False(Checked("Faites opposition tout de suite auprès de votre banque [1]. Un avocat du tribunal prendra votre dossier en main [1].", Card).Verdict.IsPass);

    [Theory]
    [InlineData("Il ne faut pas chercher le téléphone localisé [1].", "Depuis un autre appareil, localisez votre téléphone. N’allez pas le chercher vous-même.", "N’allez pas le chercher vous-même [1].")]
    [InlineData("Ne localisez pas le téléphone depuis un autre appareil [1].", "Localisez votre téléphone depuis un autre appareil. Prévenez votre banque.", null)]
    [InlineData("Une entreprise ne vous appelle qu’avec votre accord, sauf si un contrat est en cours [1].", "Une entreprise doit avoir votre accord avant de vous appeler.", null)]
    public void AWarningAndAnExceptionAreNotMendedByWhatHasNone(string draft, string passage, string? published)
    {
        var instead = Instead(draft, passage);

        if (published is null) Assert.Null(instead);
        else Assert.Contains(published, instead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Demandez sa carte professionnelle à l’entrée [1].", "N’ouvrez pas avant d’avoir vérifié. Demandez sa carte professionnelle. Parlez-en à vos proches.", "N’ouvrez pas avant d’avoir vérifié [1]. Demandez sa carte professionnelle [1].")]
    [InlineData("Une entreprise doit toujours avoir votre accord [1].", "Une entreprise doit avoir votre accord avant de vous appeler. Un contrat en cours fait exception. Gardez les preuves.", "Une entreprise doit avoir votre accord avant de vous appeler [1]. Un contrat en cours fait exception [1].")]
    [InlineData("Il faut parler aux blessés et les couvrir [1].", "Parlez aux blessés. Couvrez-les. Suivez les conseils donnés.", "Parlez aux blessés [1]. Couvrez-les [1].")]
    public void TheWarningAndTheExceptionBesideComeAlong(string draft, string passage, string published) => Assert.Equal(published, Instead(draft, passage));

    [Theory]
    [InlineData("Ce service existe depuis octobre 2024, et il couvre toute la France [1].", "Le service s’appelle Plainte en ligne. Il couvre toute la France depuis le 15 octobre 2024.", "Le service s’appelle Plainte en ligne [1]. Il couvre toute la France depuis le 15 octobre 2024 [1].")]
    [InlineData("La main courante n’existe pas du tout en gendarmerie [1].", "La main courante garde une trace datée. En gendarmerie, elle n’existe pas.", "La main courante garde une trace datée [1]. En gendarmerie, elle n’existe pas [1].")]
    [InlineData("La plainte se porte avec l’attestation [1].", "1. Demandez une attestation à l’opérateur.\n2. Portez plainte avec cette attestation.", "Demandez une attestation à l’opérateur [1]. Portez plainte avec cette attestation [1].")]
    [InlineData("La perte doit être déclarée à la mairie [1].", "Votre carte est perdue. Vous refaites la carte tout de suite ? Déclarez la perte à la mairie.", "Vous refaites la carte tout de suite ? Déclarez la perte à la mairie [1].")]
    [InlineData("Il faut noter ces numéros d’urgence [1].", "Si quelqu’un est en danger, appelez tout de suite. N’écrivez pas sur le tchat. Sinon, notez ces numéros d’urgence.", "Si quelqu’un est en danger, appelez tout de suite [1]. N’écrivez pas sur le tchat [1]. Sinon, notez ces numéros d’urgence [1].")]
    [InlineData("Il faut appeler le 15, le 18 ou le 112 [1].", "Une personne a mal, même un peu ? Ce n’est plus un simple accrochage. Appelez le 15, le 18 ou le 112.", "Une personne a mal, même un peu ? Appelez le 15, le 18 ou le 112 [1].")]
    public void ASentenceThatLeansOnTheOneBeforeBringsItAlong(string draft, string passage, string published) => Assert.Equal(published, Instead(draft, passage));

    [Theory]
    [InlineData("Il convient de ne laisser à aucun moment la personne seule dans une pièce [1].", "**Si vous ouvrez**\n- Ne laissez jamais la personne seule dans une pièce.\n- Ne montrez ni argent ni bijoux.", "Si vous ouvrez\u00A0: ne laissez jamais la personne seule dans une pièce [1].")]
    [InlineData("Il faut noter lieu, heure et témoins [1].", "**Ensuite :**\n1. Demandez le nom du propriétaire.\n2. Notez le lieu, l’heure et les témoins.", "Notez le lieu, l’heure et les témoins [1].")]
    [InlineData("Il faut faire surveiller le chien [1].", "Le propriétaire doit :\n- déclarer la morsure ;\n- faire surveiller le chien.", "Le propriétaire doit\u00A0: déclarer la morsure\u202F; faire surveiller le chien [1].")]
    [InlineData("On y signale les faux vendeurs et les fausses locations [1].", "Vous pouvez déclarer :\n- un faux vendeur ;\n- une fausse location ;\n- un compte piraté.", "Vous pouvez déclarer\u00A0: un faux vendeur\u202F; une fausse location\u202F; un compte piraté [1].")]
    [InlineData("La perte se déclare à la gendarmerie [1].", "**Vous refaites le titre plus tard.** Déclarez la perte à la gendarmerie.", "Vous refaites le titre plus tard\u00A0: déclarez la perte à la gendarmerie [1].")]
    [InlineData("Il faut couvrir et rassurer les blessés [1].", "1. **Secourir.** Rassurez et couvrez les blessés.\n2. Restez sur place.", "Secourir\u00A0: rassurez et couvrez les blessés [1].")]
    public void APointKeepsWhatLeadsIntoItAndLeavesAMereTitle(string draft, string passage, string published) => Assert.Equal(published, Instead(draft, passage));

    [Fact]
    public void WhatWasSaidIsNotSaidAgain()
    {
        var check = Checked("Pour contester, vous avez 14 mois [1]. Faites opposition tout de suite auprès de votre banque [1]. Vous avez donc 12 mois pour contester [1].", Card);

        Assert.True(check.Verdict.IsPass);
        Assert.Equal("Vous avez 13 mois pour contester [1]. Faites opposition tout de suite auprès de votre banque [1].", check.Shown);
    }

    [Fact]
    public void WithoutLeaveNothingIsMended() =>
        Assert.Equal(CheckReason.Number, CitationCheck.Whole("Faites opposition tout de suite auprès de votre banque [1]. Vous avez 12 mois pour contester [1].", [Card]).Reason);

    [Fact]
    public void AllThatIsShownOnTheWayStaysInTheAnswer()
    {
        const string draft = "Faites opposition tout de suite auprès de votre banque [1]. Pour contester, vous avez 12 mois [1]. Une plainte peut aider [1].";
        var (check, before) = (new StreamCheck([Card], null, mends: true), "");

        for (var length = 1; length <= draft.Length; length++)
        {
            if (!check.Look(draft[..length])) continue;
            Assert.StartsWith(before, check.Shown, StringComparison.Ordinal);
            before = check.Shown;
        }

        Assert.True(check.End(draft).IsPass);
        Assert.Equal("Faites opposition tout de suite auprès de votre banque [1]. Vous avez 13 mois pour contester [1]. Une plainte peut aider [1].", check.Shown);
    }

    private static string? Instead(string draft, string passage) => new Mending([new ReadPassage(passage)]).Instead(CitedSentence.Split(draft)[0]);

    private static StreamCheck Checked(string draft, string passage)
    {
        var check = new StreamCheck([passage], null, mends: true);
        check.End(draft);
        return check;
    }
}
