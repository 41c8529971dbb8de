using BrigadeNumerique.KnowledgeBase.Drafting.Masking;

namespace BrigadeNumerique.Unit.KnowledgeBase.Drafting;

public sealed class PersonalMaskTests
{
    [Theory]
    [InlineData("je m’appelle Karim Belkacem", "je m’appelle [NOM-1]")]
    [InlineData("appelez le 06 12 34 56 78", "appelez le [TEL-1]")]
    [InlineData("ma carte 4970 1000 0000 0154 a servi", "ma carte [CARTE-1] a servi")]
    [InlineData("iban FR76 3000 6000 0112 3456 7890 189", "iban [IBAN-1]")]
    [InlineData("plaque AB-123-CD", "plaque [PLAQUE-1]")]
    [InlineData("né le 12 mars 1985", "né le [NAISSANCE-1]")]
    [InlineData("le 17, le 3919 et le 116 006 répondent", "le 17, le 3919 et le 116 006 répondent")]
    [InlineData("le 0 800 005 696 est gratuit", "le 0 800 005 696 est gratuit")]
    public void WhatTellsWhoSomebodyIsIsMaskedAndPublicNumbersAreNot(string words, string masked) => Assert.Equal(masked, new PersonalMask().Hide(words));

    [Fact]
    public void TheSameValueHasTheSameSignInAllTextsAndComesBackAsItWas()
    {
        var mask = new PersonalMask();
        var first = mask.Hide("je m’appelle Karim Belkacem, 06 12 34 56 78");
        var second = mask.Hide("rappelez le 06 12 34 56 78");

        Assert.Equal("rappelez le [TEL-1]", second);
        Assert.Equal("je m’appelle Karim Belkacem, 06 12 34 56 78", mask.Restore(first));
        Assert.Equal("[TEL-9]", mask.Restore("[TEL-9]"));
    }

    [Fact]
    public void ACardWithAWrongDigitIsNoCard() => Assert.DoesNotContain("CARTE", new PersonalMask().Hide("4970 1000 0000 0155"), StringComparison.Ordinal);

    [Theory]
    [InlineData("j’habite 12 rue des Lilas", "j’habite [ADRESSE-1]")]
    [InlineData("au 14 bis, avenue du Gal. Leclerc", "au [ADRESSE-1]")]
    [InlineData("au 16, av. du Moulin-Vert, 13300 Salon", "au [ADRESSE-1]")]
    [InlineData("j'habite au 3 chemin des lilas blancs il crie", "j'habite au [ADRESSE-1] il crie")]
    [InlineData("jabite au trois rue des écoles 59000 lille", "jabite au [ADRESSE-1]")]
    [InlineData("VENEZ 50 ROUTE DU MOULIN-BRÛLÉ", "VENEZ [ADRESSE-1]")]
    [InlineData("au 8 sente des Coquelicots, 27400 Louviers, merci", "au [ADRESSE-1], merci")]
    [InlineData("au 64 rue Neuve apt 302 76600 Le Havre il", "au [ADRESSE-1] il")]
    [InlineData("au 5 place du Marché, bât. B, 3e étage, 33000 Bordeaux Cedex 9", "au [ADRESSE-1]")]
    [InlineData("à nous : Le Vieux Logis, 2 allée du Bois-Joli, 24200 Sarlat", "à nous : [ADRESSE-1]")]
    [InlineData("écrire à BP 1234, 98713 Papeete", "écrire à [ADRESSE-1]")]
    [InlineData("au lieu-dit la Croix Blanche", "au [ADRESSE-1]")]
    [InlineData("on loge à lot. Les Alizés n° 14, 97417 La Montagne", "on loge à [ADRESSE-1]")]
    [InlineData("il habite résidence des Mimosas, bâtiment C", "il habite [ADRESSE-1]")]
    [InlineData("staying at 12 Baker Street", "staying at [ADRESSE-1]")]
    [InlineData("wohne Musterstraße 5", "wohne [ADRESSE-1]")]
    public void AnAddressIsMaskedFromItsNumberToItsTown(string words, string masked) => Assert.Equal(masked, new PersonalMask().Hide(words));

    [Theory]
    [InlineData("je suis à Lyon, et hier à Toulouse")]
    [InlineData("ma résidence secondaire a été cambriolée")]
    [InlineData("il reste 5 place disponible et 3 cours de natation")]
    [InlineData("on a parlé 20 min sur la route de Bordeaux")]
    [InlineData("j’ai payé 75001 euros")]
    [InlineData("un appartement 3 pièces")]
    public void ATownAloneAndWhatIsOnlyCountedStay(string words) => Assert.Equal(words, new PersonalMask().Hide(words));

    [Theory]
    [InlineData("immat BV 640 LQ", "immat [PLAQUE-1]")]
    [InlineData("la twingo ap-319-fs", "la twingo [PLAQUE-1]")]
    [InlineData("AB tiret 123 tiret CD", "[PLAQUE-1]")]
    [InlineData("c’est A B 1 2 3 C D", "c’est [PLAQUE-1]")]
    [InlineData("une 307 613 BFG 06", "une 307 [PLAQUE-1]")]
    [InlineData("un corse : 412 AB 2A", "un corse : [PLAQUE-1]")]
    [InlineData("garage W-123-AB", "garage [PLAQUE-1]")]
    [InlineData("le motard FL-823-Z", "le motard [PLAQUE-1]")]
    [InlineData("allemand, KA-XY 482", "allemand, [PLAQUE-1]")]
    [InlineData("belge 1-ABC-234", "belge [PLAQUE-1]")]
    [InlineData("anglais AB12 CDE", "anglais [PLAQUE-1]")]
    [InlineData("espagnol 1234 BCD", "espagnol [PLAQUE-1]")]
    [InlineData("suisse GE 123456", "suisse [PLAQUE-1]")]
    [InlineData("le poids lourd roumain B 123 XYZ", "le poids lourd roumain [PLAQUE-1]")]
    [InlineData("un pick-up, plaque 123456 NC", "un pick-up, plaque [PLAQUE-1]")]
    [InlineData("la plaque commence par FL 8", "la plaque commence par [PLAQUE-1]")]
    public void APlateIsMaskedWhereverItIsFrom(string words, string masked) => Assert.Equal(masked, new PersonalMask().Hide(words));

    [Theory]
    [InlineData("j’ai fait le 112 et le 17")]
    [InlineData("la voiture BMW 320 D")]
    [InlineData("de 200 kg en tout")]
    public void AModelAndAMeasureAreNoPlate(string words) => Assert.Equal(words, new PersonalMask().Hide(words));

    [Theory]
    [InlineData("son tiktok @nono_lamenace", "son tiktok [COMPTE-1]")]
    [InlineData("discord zephyr#4821", "discord [COMPTE-1]")]
    [InlineData("mon insta c’est marielou", "mon insta c’est [COMPTE-1]")]
    [InlineData("son snap : toto.du.62", "son snap : [COMPTE-1]")]
    [InlineData("via t.me/remyfaux77", "via [COMPTE-1]")]
    [InlineData("facebook.com/steph.dgl.92 le vend", "[COMPTE-1] le vend")]
    [InlineData("vendu sur Vinted à chloe.vtg", "vendu sur Vinted à [COMPTE-1]")]
    [InlineData("mon identifiant était « GrandePerche88 »", "mon identifiant était « [COMPTE-1] »")]
    [InlineData("sur leboncoin le vendeur « Jojo la frite »", "sur leboncoin le vendeur « [COMPTE-1] »")]
    [InlineData("il se fait appeler Ange Noir", "il se fait appeler [COMPTE-1]")]
    [InlineData("mon pseudo sur le jeu cest petitecoccinelle2012", "mon pseudo sur le jeu cest [COMPTE-1]")]
    [InlineData("u/moonlambo_77 sur le forum", "[COMPTE-1] sur le forum")]
    public void AnAccountIsMaskedByItsFormOrByTheWordsBeforeIt(string words, string masked) => Assert.Equal(masked, new PersonalMask().Hide(words));

    [Theory]
    [InlineData("mon compte Vinted a été piraté")]
    [InlineData("mon facebook est bloqué")]
    [InlineData("ma petite voiture a été volée.il faut faire quoi")]
    [InlineData("mon iphone14 a été volé")]
    public void ANetworkAndOrdinaryWordsAreNoAccount(string words) => Assert.Equal(words, new PersonalMask().Hide(words));
}
