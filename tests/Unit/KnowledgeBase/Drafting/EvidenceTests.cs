using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData("Un animal", "Pour un animal d’élevage, prévenez la DDPP. Pour un animal sauvage, l’Office français de la biodiversité.", "L’Office français de la biodiversité s’occupe d’un animal d’élevage, et la DDPP d’un animal sauvage.", "crosswise")]
    [InlineData("Une carte", "Faites opposition auprès de votre banque.", "Faites opposition auprès de votre assurance.", "contrast")]
    [InlineData("Une carte", "Le numéro est gratuit.", "Le numéro est payant.", "contrast")]
    [InlineData("Une plainte", "Porter plainte n’est pas obligatoire pour être aidé.", "Il faut porter plainte pour être aidé.", "must without need")]
    [InlineData("Un compte", "Signalez le compte à la plateforme.", "Signalez le compte sur Pharos.", "names missing")]
    [InlineData("Une aide", "Si vous avez un enfant, demandez l’aide de la caisse.", "Demandez l’aide de la caisse.", "conditions dropped")]
    [InlineData("Une aide", "Demandez l’aide de la caisse.", "Demandez l’aide de la caisse, sauf le dimanche matin.", "conditions made up")]
    [InlineData("Un secret", "Personne ne peut vous promettre un secret total.", "Les gendarmes peuvent vous promettre un secret total.", "not denied")]
    [InlineData("Une garde à vue", "Avant 13 ans, la retenue est impossible.", "Avant 13 ans, la retenue reste possible.", "denials")]
    [InlineData("Le trajet", "L’arme est déchargée.", "L’arme est toujours déchargée.", "always came")]
    [InlineData("Les débits", "La gendarmerie couvre 97 % du territoire et 85 % de la population.", "La gendarmerie couvre 85 % du territoire et 97 % de la population.", "numbers swapped")]
    public void WhatChangesAFactIsSeen(string about, string passage, string sentence, string signal)
    {
        Assert.True(Signal(passage, sentence, about, signal) > 0, $"{signal} is not seen");
        Assert.Equal(0, Signal(passage, passage.Split(". ")[0] + ".", about, signal));
    }

    [Fact]
    public void ASentenceThatAnotherPassageSaysBetterIsSeen()
    {
        var (cited, other) = (new ReadPassage("Portez plainte à la brigade."), new ReadPassage("Déclarez la perte sur France Titres."));
        const string Sentence = "Déclarez la perte sur France Titres.";

        Assert.True(Of(Sentence, [cited], [cited, other])["uncited better"] > 0);
        Assert.False(Of(Sentence, [other], [cited, other])["uncited better"] > 0);
    }

    [Theory]
    [InlineData("Prévenez la mairie sans tarder.", "in:mair")]
    [InlineData("Appelez toujours la banque.", "new:toujours")]
    public void WordsThatWerePutInAreMarked(string sentence, string mark) =>
        Assert.Contains(mark, Evidence.Of(sentence, Reading.Of(sentence), [new ReadPassage("Appelez la banque.")], [], null).Marks);

    [Theory]
    [InlineData("Entre dix-sept et trente-cinq ans.", "17", "35")]
    [InlineData("Cent quatre-vingts euros, puis vingt et un jours.", "180", "21")]
    public void NumbersInWordsAreReadEachByItself(string text, string one, string other) => Assert.Equal([one, other], Facts.Numbers(text).Select(number => number.Value));

    [Fact]
    public void OnceIsNoNumber() => Assert.Empty(Facts.Numbers("Une fois les faits terminés, écrivez à la brigade."));

    [Theory]
    [InlineData("écrivez", "écrire")]
    [InlineData("joignez", "joindre")]
    [InlineData("prévient", "prévenu")]
    [InlineData("envoi", "envoyez")]
    [InlineData("paiement", "payer")]
    [InlineData("reçoit", "recevez")]
    public void FormsOfOneVerbHaveOneRoot(string one, string other) => Assert.Equal(Verbs.Root(Folding.Fold(one)), Verbs.Root(Folding.Fold(other)));

    [Theory]
    [InlineData("sign", "signatur", true)]
    [InlineData("declar", "declaration", true)]
    [InlineData("cont", "contest", false)]
    [InlineData("port", "portail", false)]
    public void OnlyWhatIsMadeOfAWordIsRelatedToIt(string one, string other, bool related) => Assert.Equal(related, Verbs.Related(one, other));

    [Theory]
    [InlineData("Le tchat ne peut pas : recevoir une plainte.", "recevoir", "Denied")]
    [InlineData("Un classement sans suite veut dire que le procureur ne poursuit pas.", "procureur", "Plain")]
    [InlineData("N’attendez pas une réponse et appelez le 17.", "appelez", "Either")]
    [InlineData("Il faut éviter toute confrontation.", "confrontation", "Either")]
    public void DenialReachesWhatItDenies(string text, string word, string polarity) =>
        Assert.Equal(polarity, Reading.Of(text).Tokens.First(token => token.Form == word && token.Length == 1).Polarity.ToString());

    [Fact]
    public void APointOfAListKeepsTheHeadingThatLeadsIntoIt() =>
        Assert.Equal([new Block("Avant d’ouvrir", false, "", ""), new Block("Avant d’ouvrir Demandez la carte.", true, "Demandez la carte.", "Avant d’ouvrir")], Blocks.Of("**Avant d’ouvrir**\n1. Demandez la carte."));

    [Fact]
    public void WeightsLearntFromOtherSignalsAreNotUsed()
    {
        Assert.Throws<InvalidOperationException>(() => SupportModel.Read(["threshold\t0", "signal\tanother\t0\t1\t1"]));
        Assert.True(SupportModel.Built.Threshold < 0);
    }

    [Fact]
    public void TheTreesAskTheSignalsAndTheSumOfTheWeights()
    {
        var passage = new ReadPassage("Appelez la banque.");
        var sum = Evidence.Names.Count;
        var model = SupportModel.Read(["threshold\t0", "bias\t-2", .. Evidence.Names.Select(name => $"signal\t{name}\t0\t1\t0"), "mark\tin:mair\t5", $"tree\t{sum}:0\t=-1\t=1"]);

        Assert.Equal(CheckReason.None, model.Refuses(Evidence.Of("Appelez la banque.", Reading.Of("Appelez la banque."), [passage], [passage], null)));
        Assert.Equal(CheckReason.Unsupported, model.Refuses(Evidence.Of("Appelez la mairie.", Reading.Of("Appelez la mairie."), [passage], [passage], null)));
    }

    private static double Signal(string passage, string sentence, string about, string signal)
    {
        var read = new ReadPassage(passage, about);
        return Of(sentence, [read], [read])[signal];
    }

    private static Dictionary<string, double> Of(string sentence, ReadPassage[] cited, ReadPassage[] all) =>
        Evidence.Names.Zip(Evidence.Of(sentence, Reading.Of(sentence), cited, all, null).Signals).ToDictionary(pair => pair.First, pair => pair.Second);
}
