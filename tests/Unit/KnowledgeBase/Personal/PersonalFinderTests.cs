using BrigadeNumerique.KnowledgeBase.Personal;

namespace BrigadeNumerique.Unit.KnowledgeBase.Personal;

public sealed class PersonalFinderTests
{
    [Theory]
    [InlineData("rappelez moi au 06 12 34 56 78", PersonalKind.Phone, "06 12 34 56 78")]
    [InlineData("mon num 0612345678 svp", PersonalKind.Phone, "0612345678")]
    [InlineData("+33 6.12.34.56.78", PersonalKind.Phone, "+33 6.12.34.56.78")]
    [InlineData("c'est le 0033-6-12-34-56-78", PersonalKind.Phone, "0033-6-12-34-56-78")]
    [InlineData("écrivez à lea.martin@exemple.fr", PersonalKind.Email, "lea.martin@exemple.fr")]
    [InlineData("lea arobase exemple.fr", PersonalKind.Email, "lea arobase exemple.fr")]
    [InlineData("lea point martin arobase gmail point com", PersonalKind.Email, "lea point martin arobase gmail point com")]
    [InlineData("lea.martin chez orange point fr", PersonalKind.Email, "lea.martin chez orange point fr")]
    [InlineData("lea tiret du bas martin point k arobase orange point fr", PersonalKind.Email, "lea tiret du bas martin point k arobase orange point fr")]
    [InlineData("écris à lea @gmail.com", PersonalKind.Email, "lea @gmail.com")]
    [InlineData("lea punto ruiz arroba correo punto es", PersonalKind.Email, "lea punto ruiz arroba correo punto es")]
    [InlineData("mon mail lea.mrt@gmail", PersonalKind.Email, "lea.mrt@gmail")]
    [InlineData("lea at exemple dot com", PersonalKind.Email, "lea at exemple dot com")]
    [InlineData("O6 12 34 56 78", PersonalKind.Phone, "O6 12 34 56 78")]
    [InlineData("06 - 12 - 34 - 56 - 78", PersonalKind.Phone, "06 - 12 - 34 - 56 - 78")]
    [InlineData("au zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit", PersonalKind.Phone, "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit")]
    [InlineData("rappelez au ٠٦١٢٣٤٥٦٧٨", PersonalKind.Phone, "٠٦١٢٣٤٥٦٧٨")]
    [InlineData("rib 30004 00812 0001234567A 85", PersonalKind.Iban, "30004 00812 0001234567A 85")]
    [InlineData("né le 03/04/1975 10 rue des Lilas", PersonalKind.BirthDate, "03/04/1975")]
    [InlineData("Léa Kerdoncuff 03/04/1975 06 12 34 56 78", PersonalKind.BirthDate, "03/04/1975")]
    [InlineData("Léa Kerdoncuff 03/04/1975 06 12 34 56 78", PersonalKind.Phone, "06 12 34 56 78")]
    [InlineData("née 3/4/61 à Cahors", PersonalKind.BirthDate, "3/4/61")]
    [InlineData("né en mars 1952", PersonalKind.BirthDate, "mars 1952")]
    [InlineData("né le dix-sept avril mille neuf cent soixante", PersonalKind.BirthDate, "dix-sept avril mille neuf cent soixante")]
    [InlineData("naissance : 12/03/85", PersonalKind.BirthDate, "12/03/85")]
    [InlineData("ils ont noté 6/9/52", PersonalKind.BirthDate, "6/9/52")]
    [InlineData("une clio AB-123-CD grise", PersonalKind.Plate, "AB-123-CD")]
    [InlineData("immatriculé ab123cd", PersonalKind.Plate, "ab123cd")]
    [InlineData("vieille R5 1234 XY 75", PersonalKind.Plate, "1234 XY 75")]
    [InlineData("la plaque commence par FL", PersonalKind.Plate, "FL")]
    [InlineData("je m'appelle léa martin", PersonalKind.Name, "léa martin")]
    [InlineData("Je m’appelle Léa Martin et j’ai peur", PersonalKind.Name, "Léa Martin")]
    [InlineData("jmappelle kevin", PersonalKind.Name, "kevin")]
    [InlineData("je m'appelle rose kerdoncuff et", PersonalKind.Name, "rose kerdoncuff")]
    [InlineData("mon nom est Durand", PersonalKind.Name, "Durand")]
    [InlineData("c'est monsieur Le Goff mon voisin", PersonalKind.Name, "Le Goff")]
    [InlineData("JE M'APPELLE KARIM BELKACEM JAI PERDU MES CLES", PersonalKind.Name, "KARIM BELKACEM")]
    [InlineData("Merci, M. Jean Kerdoncuff !", PersonalKind.Name, "Jean Kerdoncuff")]
    [InlineData("un mandat au nom d'Ursule Kerdoncuff", PersonalKind.Name, "Ursule Kerdoncuff")]
    [InlineData("j'habite 12 bis rue des Lilas, à Rennes", PersonalKind.Address, "12 bis rue des Lilas, à Rennes")]
    [InlineData("au 3 avenue Foch", PersonalKind.Address, "3 avenue Foch")]
    [InlineData("35700 Rennes", PersonalKind.Address, "35700 Rennes")]
    [InlineData("ma carte 4970 1000 0000 0154 a servi", PersonalKind.Card, "4970 1000 0000 0154")]
    [InlineData("iban FR76 3000 6000 0112 3456 7890 189", PersonalKind.Iban, "FR76 3000 6000 0112 3456 7890 189")]
    [InlineData("né le 12 mars 1985", PersonalKind.BirthDate, "12 mars 1985")]
    [InlineData("sécu 2 78 12 75 004 033 66", PersonalKind.SocialSecurity, "2 78 12 75 004 033 66")]
    [InlineData("ma carte d'identité 12AB34567", PersonalKind.Identity, "12AB34567")]
    [InlineData("mon numéro client est 845123", PersonalKind.Identity, "845123")]
    [InlineData("mon identifiant : 84512345", PersonalKind.Identity, "84512345")]
    [InlineData("mon id discord 412345678901234567", PersonalKind.Identity, "412345678901234567")]
    [InlineData("son insta c'est @lea_mtn", PersonalKind.Account, "@lea_mtn")]
    public void WhatMayNameSomebodyIsFound(string text, PersonalKind kind, string words) =>
        Assert.Contains((kind, words), PersonalFinder.In(text).Select(span => (span.Kind, text[span.Start..span.End])));

    [Theory]
    [InlineData("j'ai appelé le 17, le 3919 et le 116 006")]
    [InlineData("il est 22h30 et ça dure depuis 2019")]
    [InlineData("bonjour monsieur, je suis au 3e étage")]
    [InlineData("j'ai 2500 euros de dégâts et 3 enfants")]
    [InlineData("moi c'est pareil")]
    [InlineData("il y a un point de deal, un point com")]
    [InlineData("de 2019 - 2020 - 2021 à 2022")]
    [InlineData("le 6/9/26 et le 12/11")]
    [InlineData("vu à la télé chez Orange, zéro réponse en deux ou trois jours")]
    [InlineData("la route est bloquée")]
    [InlineData("il m'appelle tous les soirs et on s'appelle demain")]
    [InlineData("porter plainte au nom de mon fils ou au nom d'une association")]
    [InlineData("elle a été nommée à la brigade")]
    [InlineData("bonjour Madame, Monsieur, une question")]
    public void OrdinaryWordsAreLeftAlone(string text) => Assert.Empty(PersonalFinder.In(text));

    [Theory]
    [InlineData("je suis à Perpignan, direction Saint-Étienne puis Béziers")]
    [InlineData("on m'a piraté WhatsApp, mon compte Ameli et Doctolib")]
    [InlineData("un colis Zalando livré par Mondial Relay en Belgique")]
    [InlineData("ma Twingo a été volée à La Rochelle dimanche, en Charente-Maritime")]
    [InlineData("le 01 53 59 11 00 est bien le vôtre ?")]
    public void TownsServicesMakesAndNumbersOfTheArticlesAreEverybodys(string text) => Assert.Empty(PersonalFinder.In(text));

    [Theory]
    [InlineData("j'ai croisé Jean Perpignan hier", "Jean Perpignan")]
    [InlineData("c'est M. Toulon qui conduisait", "Toulon")]
    public void WhoIsCalledLikeATownIsFoundByWhatIsBefore(string text, string name) =>
        Assert.Contains((PersonalKind.Name, name), PersonalFinder.In(text).Select(span => (span.Kind, text[span.Start..span.End])));

    [Fact]
    public void WhatIsErasedIsErasedWhereItStandsAndNowhereElse() =>
        Assert.Equal("Je suis Mme …, appelez le …. Le rosier est abîmé", PersonalFinder.Erase("Je suis Mme Rose, appelez le 06 12 34 56 78. Le rosier est abîmé"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\ud83d 06 12")]
    public void AnythingIsText(string text) => Assert.Equal(text, PersonalFinder.Erase(text));

    [Fact]
    public void ALongTextIsReadInBoundedTime()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        PersonalFinder.In(string.Concat(Enumerable.Repeat("1 2 a.b-c 12 rue ", 20_000)));

        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }
}
