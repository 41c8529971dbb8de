using BrigadeNumerique.KnowledgeBase.Asked;

namespace BrigadeNumerique.Unit.KnowledgeBase.Asked;

public sealed class LikenessTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void QuestionsThatShareTheirWordsAreOneGroupAndTheMostFrequentWordsSpeakForIt()
    {
        var groups = Group("prélèvement netflix pas moi", "PRELEVEMENT Netflix, pas moi !", "j'ai un prélèvement netflix, c'est pas moi", "débit inconnu revolut", "mon voisin tond le dimanche");

        Assert.Equal([("prélèvement netflix pas moi", 3), ("débit inconnu revolut", 1), ("mon voisin tond le dimanche", 1)], groups.Select(group => (group.Text, group.Questions.Count)));
    }

    [Fact]
    public void AWordThatEverybodyUsesDoesNotMakeTwoQuestionsAlike()
    {
        var groups = Group("plainte chien", "plainte voiture", "plainte jardin", "plainte facture", "plainte piscine");

        Assert.Equal(5, groups.Count);
    }

    [Fact]
    public void QuestionsOfNothingButFillerAreToldApart() => Assert.Equal(2, Group("combien ?", "comment ?", "Combien").Count);

    [Fact]
    public void TheOrderInWhichTheyCameDoesNotMatter()
    {
        var questions = Many(300);

        var one = Likeness.Group(questions, []).Select(group => (group.Text, group.Questions.Count));
        var other = Likeness.Group([.. questions.AsEnumerable().Reverse()], []).Select(group => (group.Text, group.Questions.Count));

        Assert.Equal(one, other);
    }

    [Fact]
    public void FiveThousandQuestionsAreAllInOneGroupEach()
    {
        var groups = Likeness.Group(Many(5000), []);

        Assert.Equal(5000, groups.Sum(group => group.Questions.Count));
        Assert.Equal(5000, groups.SelectMany(group => group.Questions).Distinct().Count());
    }

    [Fact]
    public void WhatIsSetAsideIsInNoGroupAndWhatADraftHasIsSoUntilItsDay()
    {
        List<AskedQuestion> questions = [Asked("dresser un perroquet gris", Day), Asked("vernir une pirogue", Day.AddDays(-1)), Asked("vernir une pirogue", Day), Asked("vernir une pirogue", Day.AddDays(1))];

        var groups = Likeness.Group(questions, [new SettledQuestion { Day = Day.AddDays(-90), Text = "perroquet gris à dresser" }, new SettledQuestion { Day = Day, Text = "vernir une pirogue", Slug = "vol-velo" }]);

        Assert.Equal(Day.AddDays(1), Assert.Single(Assert.Single(groups).Questions).Day);
    }

    private static List<AlikeQuestions> Group(params string[] texts) => Likeness.Group([.. texts.Select(text => Asked(text, Day))], []);

    private static AskedQuestion Asked(string text, DateOnly day) => new() { Day = day, Kind = AskedKind.NoArticle, Text = text };

    /// <summary>Short questions out of a few hundred words, common ones and rare ones, the same every time.</summary>
    private static List<AskedQuestion> Many(int count)
    {
        string[] things = ["vélo", "voiture", "chien", "jardin", "facture", "drone", "piscine", "clôture", "caravane", "bateau"];
        string[] acts = ["perdu", "volé", "cassé", "vendu", "prêté", "garé", "abîmé"];
        return [.. Enumerable.Range(0, count).Select(n => Asked($"{things[n * 7 % 10]} {acts[n * 3 % 7]} numéro{n % 331}", Day))];
    }
}
