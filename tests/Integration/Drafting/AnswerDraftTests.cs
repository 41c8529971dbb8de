using System.Net;
using System.Text.Json;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Drafting;

/// <summary>What a citizen reads where a language model is configured, whatever it answers.</summary>
public sealed class AnswerDraftTests
{
    private const string Question = "on m’a volé mon vélo, que faire ?";

    private const string Faithful = "Portez plainte en ligne ou en brigade, et donnez la facture, une photo et le numéro du cadre [1]. Déclarez le vol sur le site de l’opérateur de marquage, puis prévenez votre assurance [1].";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EngineData]
    public async Task AFaithfulDraftIsTheAnswerWithItsCitationsAsLinksAndTheArticleBelow(Engine engine)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(engine, model.Settings);
        model.Answers = _ => Faithful;

        var answer = await AskAsync(service, Question);

        Assert.Contains("le numéro du cadre\u00A0[1](/aide/vol-velo \"Vélo ou trottinette volé", answer.Text(), StringComparison.Ordinal);
        Assert.Contains("reformulée automatiquement", answer.Text(), StringComparison.Ordinal);
        Assert.Equal("vol-velo", answer.GetProperty("channelData").GetProperty("article").GetProperty("slug").GetString());
        var call = Assert.Single(await CallsAsync(service));
        Assert.Equal((CallOutcome.Passed, "answer.v2", "essai", 100, 20), (call.Outcome, call.Prompt, call.Model, call.TokensIn, call.TokensOut));
        Assert.StartsWith("vol-velo@", call.Passages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Payez 48 € à un huissier [1].", CheckReason.Number)]
    [InlineData("Ne prévenez pas votre assurance [1].", CheckReason.Negation)]
    [InlineData("Portez plainte en ligne ou en brigade.", CheckReason.Uncited)]
    [InlineData("Portez plainte en ligne ou en brigade [9].", CheckReason.UnknownPassage)]
    [InlineData("Nous allons retrouver votre vélo [1].", CheckReason.Promise)]
    [InlineData("Téléphonez au 06 12 34 56 78 [1].", CheckReason.Number)]
    [InlineData("Portez plainte sur plainte-facile.com [1].", CheckReason.Contact)]
    [InlineData("You should file a complaint with the police [1].", CheckReason.Language)]
    [InlineData("RIEN", CheckReason.Empty)]
    public async Task ARefusedDraftLeavesThePassageAndIsRecordedWithItsReason(string draft, CheckReason reason)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => draft;

        var answer = await AskAsync(service, Question);

        Assert.StartsWith("Portez plainte, en ligne ou en brigade. Donnez la facture", answer.Text(), StringComparison.Ordinal);
        var call = Assert.Single(await CallsAsync(service));
        Assert.Equal((CallOutcome.Refused, reason), (call.Outcome, call.Reason));
    }

    [Theory]
    [EngineData]
    public async Task ASentenceThatIsNotProvedGivesItsPlaceToThatOfTheArticleAndIsRecorded(Engine engine)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(engine, model.Settings);
        model.Answers = _ => new ModelAnswer("Portez plainte en ligne ou en brigade [1]. Il est conseillé de donner la facture au plus vite, ainsi qu’une photo et le numéro du cadre ou du marquage [1].") { Pace = TimeSpan.FromMilliseconds(10) };
        var citizen = await Citizen.ArriveAsync(service.Http);
        using var socket = await service.StreamAsync(citizen, Stop);

        await citizen.WritesAsync(Question);
        var seen = new List<JsonElement>();
        while (!seen.Exists(activity => activity.Kind() == "article")) seen.AddRange((await Citizen.TakesAsync(socket, Stop)).GetProperty("activities").EnumerateArray());

        Assert.StartsWith("Portez plainte en ligne ou en brigade\u00A0[1](/aide/vol-velo", seen[^1].Text(), StringComparison.Ordinal);
        Assert.Contains("Donnez la facture, une photo et le numéro du cadre ou du marquage\u00A0[1](/aide/vol-velo", seen[^1].Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(seen, activity => activity.Text().Contains("au plus vite", StringComparison.Ordinal));
        var call = Assert.Single(await CallsAsync(service));
        Assert.Equal(CallOutcome.Mended, call.Outcome);
        Assert.NotEqual(CheckReason.None, call.Reason);
        Assert.Contains("au plus vite", call.Refused, StringComparison.Ordinal);
        var sheet = await service.Services.GetRequiredService<ModelFigures>().OfAsync(7, Stop);
        Assert.Equal((0, 1, 0), sheet.Uses.Where(use => use.Use is ModelUse.Answer).Select(use => (use.Passed, use.Mended, use.Refused)).Single());
        Assert.Contains(sheet.Lately, shown => shown.Refused == call.Refused);
    }

    public static TheoryData<string, ModelAnswer> Failures => new()
    {
        { "500", new ModelAnswer("") { Status = HttpStatusCode.InternalServerError } },
        { "429", new ModelAnswer("") { Status = HttpStatusCode.TooManyRequests } },
        { "broken JSON", new ModelAnswer(Faithful) { Broken = true } },
        { "cut", new ModelAnswer(Faithful) { CutAfter = 3 } },
        { "ended early", new ModelAnswer(Faithful) { EndAfter = 3 } },
        { "a function", new ModelAnswer("") { CallsAFunction = true } },
        { "without end", new ModelAnswer("Portez plainte en ligne ou en brigade et ") { Endless = true } },
        { "slow", new ModelAnswer(Faithful) { Delay = TimeSpan.FromSeconds(30) } },
        { "silent half way", new ModelAnswer(Faithful) { Pace = TimeSpan.FromSeconds(30) } },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task AModelThatFailsLeavesThePassageAndOpensTheBreakerAfterTheSecondTime(string how, ModelAnswer failure)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, [.. model.Settings, "Assistant:SilenceMilliseconds=300"]);
        model.Answers = _ => failure;

        for (var turn = 0; turn < 3; turn++)
        {
            var answer = await AskAsync(service, Question);
            Assert.StartsWith("Portez plainte, en ligne ou en brigade. Donnez la facture", answer.Text(), StringComparison.Ordinal);
        }

        Assert.True(model.Requests.Count == 2, how);
        Assert.Equal(BreakerState.Open, service.Services.GetRequiredService<ModelBudget>().Breaker);
        Assert.All(await CallsAsync(service), call => Assert.True(call.Outcome is CallOutcome.Failed or CallOutcome.TimedOut));
    }

    [Fact]
    public async Task ADeadServiceChangesNothing()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "Assistant:Endpoint=http://127.0.0.1:9/v1", "Assistant:Model=mort");

        Assert.StartsWith("Portez plainte, en ligne ou en brigade.", (await AskAsync(service, Question)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mon mari me frappe")]
    [InlineData("je veux mourir")]
    [InlineData("je veux parler à un gendarme")]
    [InlineData("quelqu’un essaie d’entrer chez moi maintenant")]
    public async Task OfDangerASensitiveSubjectOrAWishForAPersonTheModelHearsNothing(string words)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);

        await AskAsync(service, words);

        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task AfterAGraveWordTheModelHearsNothingMoreOfTheConversation()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("mon mari me frappe"));
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            conversation.ReturnToBot("test", DateTimeOffset.UtcNow);
            return true;
        }, Stop);

        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(Question));

        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task AnOperatorWhoTakesTheConversationMeanwhileMakesTheDraftVoid()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var asked = new TaskCompletionSource();
        model.Answers = _ =>
        {
            asked.TrySetResult();
            return new ModelAnswer(Faithful) { Delay = TimeSpan.FromMilliseconds(900) };
        };
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.WritesAsync(Question);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), Stop);

        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            conversation.RequestHandoff(HandoffReason.Asked, Priority.Normal, null, null, DateTimeOffset.UtcNow);
            conversation.Accept("op-1", "Adjudante Camille", DateTimeOffset.UtcNow);
            return true;
        }, Stop);

        var lines = await UntilAnsweredAsync(service, citizen.Conversation);
        Assert.DoesNotContain(lines, line => line.Author is Author.Bot && line.Kind == "article");
    }

    [Fact]
    public async Task CheckedSentencesAreShownOneByOneAndTheLineOfTheRecordEndsTheStream()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => new ModelAnswer(Faithful) { Pace = TimeSpan.FromMilliseconds(20) };
        var citizen = await Citizen.ArriveAsync(service.Http);
        using var socket = await service.StreamAsync(citizen, Stop);

        await citizen.WritesAsync(Question);
        var seen = new List<JsonElement>();
        while (!seen.Exists(activity => activity.Kind() == "article")) seen.AddRange((await Citizen.TakesAsync(socket, Stop)).GetProperty("activities").EnumerateArray());

        var types = seen.Where(activity => activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("streamType", out _))
            .Select(activity => (Type: activity.GetProperty("channelData").GetProperty("streamType").GetString(), Id: activity.GetProperty("channelData").GetProperty("streamId").GetString(), Text: activity.Text())).ToList();
        Assert.Equal(["informative", "streaming", "streaming", "final"], types.Select(one => one.Type));
        Assert.Single(types.Select(one => one.Id).Distinct());
        Assert.DoesNotContain("assurance", types[1].Text, StringComparison.Ordinal);
        Assert.Contains("assurance", types[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfASentenceThatIsRefusedNothingIsShown()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => new ModelAnswer("Portez plainte en ligne ou en brigade [1]. Nous allons arrêter le voleur [1]. Prévenez votre assurance [1].") { Pace = TimeSpan.FromMilliseconds(10) };
        var citizen = await Citizen.ArriveAsync(service.Http);
        using var socket = await service.StreamAsync(citizen, Stop);

        await citizen.WritesAsync(Question);
        var seen = new List<JsonElement>();
        while (!seen.Exists(activity => activity.Kind() == "article")) seen.AddRange((await Citizen.TakesAsync(socket, Stop)).GetProperty("activities").EnumerateArray());

        Assert.DoesNotContain(seen, activity => activity.Text().Contains("voleur", StringComparison.Ordinal));
        Assert.StartsWith("Portez plainte, en ligne ou en brigade. Donnez la facture", seen[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTellsWhoSomebodyIsNeverReachesTheModel()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => Faithful;

        await AskAsync(service, "je m’appelle Karim Belkacem, mon vélo a été volé, comment porter plainte pour le vol de mon vélo ? 06 12 34 56 78 karim.b@exemple.fr");

        var request = Assert.Single(model.Requests);
        Assert.Contains("[NOM-1]", request.User, StringComparison.Ordinal);
        Assert.All((string[])["Belkacem", "06 12", "exemple.fr"], trace => Assert.DoesNotContain(trace, request.Body.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.False(request.Body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task AUseThatIsSwitchedOffIsNotCalled()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        await service.Services.GetRequiredService<ModelSwitches>().ThrowAsync(ModelUse.Answer, on: false, "Sacha", Stop);

        await AskAsync(service, Question);

        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task WhenTheDaysTokensAreSpentNoCallIsMade()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, [.. model.Settings, "Assistant:TokensPerDay=1000"]);
        model.Answers = _ => Faithful;

        for (var turn = 0; turn < 12; turn++) await AskAsync(service, Question);

        Assert.InRange(model.Requests.Count, 1, 8);
        Assert.Contains(await CallsAsync(service), call => call.Outcome is CallOutcome.Spent);
    }

    [Fact]
    public async Task AFurtherQuestionIsLookedUpAsOneThatStandsAlone()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = request => request.System.Contains("se comprenne seule", StringComparison.Ordinal) ? "on m’a volé mon vélo, quel délai pour porter plainte ?" : "RIEN";
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(Question));

        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("et ça coûte combien ?"));

        Assert.Contains(model.Requests, request => request.User.Contains("et ça coûte combien", StringComparison.Ordinal));
    }

    internal static async Task<JsonElement> AskAsync(Service service, string words)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        return await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(words));
    }

    internal static async Task<List<CallRecord>> CallsAsync(Service service)
    {
        await service.Services.GetRequiredService<CallLog>().WriteAsync(Stop);
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<KnowledgeDb>>().CreateDbContextAsync(Stop);
        return await db.ModelCalls.AsNoTracking().OrderBy(call => call.Id).ToListAsync(Stop);
    }

    private static async Task<IReadOnlyList<Message>> UntilAnsweredAsync(Service service, string id)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await service.Transcript.FindAsync(id, Stop) is { } now && now.AnsweredThrough >= now.LastCitizenSequence) break;
            await Task.Delay(25, Stop);
        }

        return await service.Transcript.ReadAsync(id, 0, 100, Stop);
    }
}
