using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Turns;

public sealed class AnswerTests(Services services)
{
    [Theory]
    [InlineData("Porter plainte")]
    [InlineData("Vol ou perte")]
    [InlineData("Arnaque, carte bancaire")]
    [InlineData("Theft or loss")]
    public async Task AChoiceOfTheGreetingAsksWhichOfItsSituations(string choice)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(choice));

        var offered = answer.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title").GetString()!).ToList();
        Assert.Equal("choices", answer.Kind());
        Assert.Equal(5, offered.Count);
        var article = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(offered[0]));
        Assert.Equal("article", article.Kind());
    }

    [Theory]
    [InlineData("et ça coûte combien ?")]
    [InlineData("et pour ça il faut payer ?")]
    public async Task AQuestionThatPointsBackStaysWithTheArticleJustGiven(string further)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);
        var first = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m’a volé mon vélo, que faire ?"));

        var second = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(further));

        Assert.Equal("vol-velo", Slug(first));
        Assert.Equal("vol-velo", Slug(second));
    }

    [Theory]
    [InlineData("oui")]
    [InlineData("ah d'accord")]
    public async Task ABareAnswerAfterAnArticleIsNoQuestionWithoutAnswer(string answer)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m’a volé mon vélo, que faire ?"));

        var said = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(answer));

        Assert.DoesNotContain("pas de fiche", said.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("?", said.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChildWhoTellsOfBlowsIsSpokenToAsAChild()
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("j'ai 9 ans et ma mère me tape avec une règle quand j'ai des mauvaises notes, là je suis à l'école"));

        Assert.StartsWith("Vous avez bien fait d’écrire", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("combien de temps ?")]
    [InlineData("et c'est payant ?")]
    [InlineData("c'est gratuit ?")]
    public async Task AQuestionWithoutASubjectIsAboutTheArticleJustGiven(string further)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);
        var first = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("des achats sur internet avec ma carte bancaire que je n'ai pas faits, je l'ai encore"));

        var second = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(further));

        Assert.Equal("perceval-fraude-carte", Slug(first));
        Assert.Equal("perceval-fraude-carte", Slug(second));
    }

    [Fact]
    public async Task WhatTheArticleDoesNotSayIsNotAnsweredWithItsBeginning()
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);
        var first = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m’a volé mon vélo, que faire ?"));

        var second = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("et c'est payant ?"));

        Assert.Equal("vol-velo", Slug(second));
        Assert.DoesNotContain(first.Text(), second.Text(), StringComparison.Ordinal);
        Assert.Contains("Je ne trouve pas cette précision dans la fiche", second.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amende")]
    [InlineData("un vol")]
    [InlineData("plainte")]
    public async Task OneWordIsAskedBackOnceWithQuestionsOfArticlesAndThenAnswered(string word)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var asked = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(word));
        var again = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(word));

        var offered = Offered(asked);
        Assert.Equal("choices", asked.Kind());
        Assert.EndsWith("Laquelle de ces situations\u202f?", asked.Text(), StringComparison.Ordinal);
        Assert.Equal(["Autre chose", "Parler à une personne"], offered[3..]);
        Assert.All(offered[..3], title => Assert.EndsWith("?", title, StringComparison.Ordinal));
        Assert.DoesNotContain("Laquelle de ces situations", again.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionChosenAfterOneWordIsAnsweredAndSomethingElseIsAskedFor()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await Citizen.ArriveAsync(service.Http);
        var offered = Offered(await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("amende")));
        var other = await Citizen.ArriveAsync(service.Http);
        await other.AwaitsAnswerAsync(await other.WritesAsync("amende"));

        var chosen = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(offered[1]));
        var asked = await other.AwaitsAnswerAsync(await other.WritesAsync("Autre chose"));

        Assert.Equal("article", chosen.Kind());
        Assert.Equal(offered[1], chosen.GetProperty("channelData").GetProperty("article").GetProperty("title").GetString());
        Assert.Contains("Pouvez-vous le dire autrement", asked.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForeignQuestionIsToldThatTheArticleIsInFrench()
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("my bicycle was stolen last night, what should I do?"));

        Assert.Equal("vol-velo", Slug(answer));
        Assert.Contains("in French", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereAnArticleIsTranslatedTheTranslationAnswersAndIsAPage()
    {
        await using var service = await Service.StartAsync();
        await TranslateAsync(service, "vol-velo", "en", new("My bicycle was stolen: what to do?", "File a complaint, online or at the station.", "Keep the invoice. In danger, call **17**."));
        var citizen = await Citizen.ArriveAsync(service.Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("my bicycle was stolen last night, what should I do?"));
        var page = await service.Http.GetAsync("/aide/vol-velo?langue=en", TestContext.Current.CancellationToken);
        var words = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var unknown = await service.Http.GetStringAsync("/aide/vol-velo?langue=xx", TestContext.Current.CancellationToken);

        Assert.Equal("File a complaint, online or at the station.", answer.Text());
        Assert.Equal("/aide/vol-velo?langue=en", answer.GetProperty("channelData").GetProperty("article").GetProperty("href").GetString());
        Assert.Equal("en", page.Content.Headers.ContentLanguage.Single());
        Assert.Contains("<article lang=\"en\"><h1>My bicycle was stolen: what to do?</h1>", words, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:17\"", words, StringComparison.Ordinal);
        Assert.Contains("<article lang=\"fr\">", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileNobodyIsThereThereAreThreeWaysOutAndEachIsAnswered()
    {
        // Its own: elsewhere somebody may have left the desk a moment ago.
        await using var service = await Service.StartAsync();
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("Parler à une personne");

        var nobody = await citizen.AwaitsAsync(activity => activity.Text().StartsWith("Aucun gendarme n’est libre", StringComparison.Ordinal), "Nobody");

        var ways = Offered(nobody);
        Assert.Equal(["Rester ici", "Être recontacté sans risque", "Prendre rendez-vous"], ways);
        Assert.Contains("tout sera lu", (await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(ways[0]))).Text(), StringComparison.Ordinal);
        Assert.Contains("Par quel moyen", (await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(ways[1]))).Text(), StringComparison.Ordinal);
        Assert.Equal("prendre-rendez-vous", Slug(await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(ways[2]))));
    }

    [Fact]
    public async Task WhoeverIsAskedWhetherTheyAreSafeIsAskedNothingElse()
    {
        await using var service = await Service.StartAsync();
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync("mon mari me frappait souvent l'année dernière");

        var nobody = await citizen.AwaitsAsync(activity => activity.Text().StartsWith("Aucun gendarme n’est libre", StringComparison.Ordinal), "Nobody");

        Assert.False(nobody.TryGetProperty("suggestedActions", out _));
    }

    public static TheoryData<string> Hostile => new(
        "foo:bar AND (", "*", "~", "\"", "a* b* *?*?*?*", "((((((", string.Concat(Enumerable.Repeat("vol* ", 700)), new string('*', 4000), "v\u0301e\u0301lo \ufffd", "[a TO z]", "\\");

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task WhateverIsWrittenIsTextAndIsAnswered(string words)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var answer = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(words));

        Assert.NotEqual("", answer.Text());
    }

    [Theory]
    [InlineData("mots \ud83d volés")]
    [InlineData("a\u0000b")]
    public async Task HalfACharacterOrAControlCharacterIsAnsweredOrRefusedAndTheExchangeGoesOn(string words)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var written = await citizen.PostsRawAsync(System.Text.Encoding.ASCII.GetBytes($$"""{"type":"message","from":{"id":"citoyen"},"text":"{{string.Concat(words.Select(c => c < 128 && c > 31 ? c.ToString() : $"\\u{(int)c:x4}"))}}"}"""));
        var after = await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("on m’a volé mon vélo, que faire ?"));

        Assert.InRange((int)written.StatusCode, 200, 499);
        Assert.Equal("vol-velo", Slug(after));
    }

    private static List<string> Offered(JsonElement activity) =>
        [.. activity.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("title").GetString()!)];

    private static async Task TranslateAsync(Service service, string slug, string language, ArticleTranslation translation)
    {
        await using (var db = await service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var article = await db.Articles.SingleAsync(one => one.Slug == slug, TestContext.Current.CancellationToken);
            db.Revisions.Add(article.PublishSeed(article.Content with { Translations = new Dictionary<string, ArticleTranslation> { [language] = translation } }, DateTimeOffset.UtcNow));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        for (var attempt = 0; service.Services.GetRequiredService<HelpSearch>().Translation(slug, language) is null; attempt++)
        {
            Assert.True(attempt < 300, "The index did not follow.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static string? Slug(JsonElement activity) => activity.GetProperty("channelData").GetProperty("article").GetProperty("slug").GetString();
}
