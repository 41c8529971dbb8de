using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Unit.Bot.Triage;

public sealed class AfterOthersTests
{
    private const string Told = "C mon compagnon m'a frappée la semaine dernière";
    private const string Asked = "B Merci de me l'avoir dit. Êtes-vous en sécurité maintenant ?";

    [Theory]
    [InlineData("oui", Route.Human)]
    [InlineData("oui je suis chez ma soeur", Route.Human)]
    [InlineData("non", Route.Emergency)]
    [InlineData("jsp", Route.Emergency)]
    [InlineData("je ne sais pas", Route.Emergency)]
    [InlineData("il arrive", Route.Emergency)]
    public void TheAnswerToAreYouSafeIsUnderstood(string answer, Route route) => Assert.Equal(route, Trained.After(answer, Told, Asked).Route);

    [Theory]
    [InlineData("laissez tomber")]
    [InlineData("c'est rien, fausse alerte")]
    [InlineData("non mais je rigole tout va bien")]
    [InlineData("merci au revoir")]
    public void NothingBringsViolenceBelowAPerson(string withdrawal)
    {
        var found = Trained.After(withdrawal, "C mon mari est en train de me frapper", "B Appelez le 17.");

        Assert.True(found.Route is Route.Human or Route.Emergency, found.Route.ToString());
        Assert.NotEqual("", found.Sensitive);
    }

    [Fact]
    public void AWithdrawalAfterViolenceIsToldAsPossibleCoercion()
    {
        var found = Trained.After("laissez tomber c'est rien", "C mon mari est en train de me frapper", "B Appelez le 17.");

        Assert.Contains(found.Signs, sign => sign.Type == "coercion");
    }

    [Fact]
    public void ABanalExplanationClosesABanalAlarm()
    {
        var found = Trained.After("c'était juste le grille-pain, fausse alerte, merci", "C ça sent le brûlé et il y a de la fumée dans la cuisine", "B Appelez le 18 ou le 112. Sortez.");

        Assert.Equal(Route.Other, found.Route);
    }

    [Fact]
    public void YesToAnOrdinaryQuestionAlarmsNobody()
    {
        var found = Trained.After("oui", "C on m'a volé mon vélo hier", "B Était-il attaché ?");

        Assert.Equal(Route.Answer, found.Route);
        Assert.Equal("theft-loss", found.Intent);
    }

    [Theory]
    [InlineData("je veux parler à un gendarme")]
    [InlineData("un humain svp")]
    public void WhoAsksForAPersonGetsOne(string wish) => Assert.Equal(Route.Human, Trained.After(wish, "C bonjour", "B Bonjour, que puis-je pour vous ?").Route);

    [Fact]
    public void AFollowUpKeepsItsMatter()
    {
        var found = Trained.After("et c'est payant ?", "C comment faire une procuration pour voter ?", "B Sur le site de la procuration, puis à la brigade.");

        Assert.Equal(Route.Answer, found.Route);
        Assert.True(found.FollowsUp);
    }

    [Fact]
    public void ANewGraveFactWhileWaitingIsAnEmergency()
    {
        var found = Trained.After("il vient de rentrer il casse tout", "C je veux parler à un gendarme", "B Un opérateur va vous répondre.");

        Assert.Equal(Route.Emergency, found.Route);
    }

    [Fact]
    public void APlaceSaidBeforeChoosesTheNumber()
    {
        var found = Trained.After("son bateau est retourné, il est dans l'eau", "C mon frère pêche devant Rangiroa", "B Que se passe-t-il ?");

        Assert.Equal("16", found.Numbers[0]);
    }
}
