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

    private static string? Slug(JsonElement activity) => activity.GetProperty("channelData").GetProperty("article").GetProperty("slug").GetString();
}
