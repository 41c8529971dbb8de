using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Desk.Writing;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Routing;
using BrigadeNumerique.Handoff.Skills;
using BrigadeNumerique.KnowledgeBase.Asked;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Drafting;

/// <summary>Drafts for operators and editors, and the second reader.</summary>
public sealed class StaffDraftTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASummaryNamesTheLinesItRestsOnAndGivesBackWhatWasMasked()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var lines = await WaitingAsync(service, "je m’appelle Karim Belkacem, on m’a volé mon vélo devant la gare, je veux parler à un gendarme");
        var said = lines.First(line => line.Author is Author.Citizen).Sequence;
        model.Answers = _ => $"Faits : [NOM-1] s’est fait voler un vélo devant la gare [{said}]\nDemande : parler à un gendarme [{said}]\nSignes d’urgence : rien\nDéjà tenté : rien";

        var summary = await Drafts(service).DraftAsync(DeskDraftKind.Summary, lines, Stop);

        Assert.Equal(["Faits", "Demande"], summary.Select(part => part.Label));
        Assert.Contains("Karim Belkacem", summary[0].Text, StringComparison.Ordinal);
        Assert.Equal([said], summary[0].Lines);
        Assert.DoesNotContain("Belkacem", Assert.Single(model.Requests).Body.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Faits : vol d’un vélo de 4500 € [{0}]")]
    [InlineData("Faits : vol d’un vélo [99]")]
    [InlineData("Faits : vol d’un vélo")]
    [InlineData("Faits : une agression au couteau par deux hommes cagoulés [{0}]")]
    [InlineData("Je ne peux pas vous aider.")]
    public async Task ASummaryOfSomethingElseIsNotShown(string draft)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var lines = await WaitingAsync(service, "on m’a volé mon vélo devant la gare, je veux parler à un gendarme");
        model.Answers = _ => draft.Replace("{0}", lines.First(line => line.Author is Author.Citizen).Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        Assert.Empty(await Drafts(service).DraftAsync(DeskDraftKind.Summary, lines, Stop));
        Assert.Equal(CallOutcome.Refused, Assert.Single(await AnswerDraftTests.CallsAsync(service)).Outcome);
    }

    [Fact]
    public async Task OfThreeSuggestedRepliesOnlyThoseThatTheArticlesSayAreShown()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var lines = await WaitingAsync(service, "on m’a volé mon vélo, que faire ? je veux parler à un gendarme");
        model.Answers = request =>
        {
            var at = request.User.Split('\n').First(line => line.Contains("numéro du cadre", StringComparison.Ordinal))[1];
            return $"Portez plainte, en ligne ou en brigade [{at}].\nNous allons retrouver votre vélo [{at}].\nPortez plainte dans les 12 heures [{at}].";
        };

        var reply = Assert.Single(await Drafts(service).DraftAsync(DeskDraftKind.Replies, lines, Stop));

        Assert.Equal("Portez plainte, en ligne ou en brigade.", reply.Text);
        Assert.Equal("/aide/vol-velo", reply.Source);
    }

    [Fact]
    public async Task WhatIsDoneWithDraftsIsCountedAndShownToAdministrators()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var drafts = Drafts(service);
        drafts.Count(DeskDraftKind.Summary, DeskDraftAct.Shown);
        drafts.Count(DeskDraftKind.Summary, DeskDraftAct.Shown);
        drafts.Count(DeskDraftKind.Summary, DeskDraftAct.Used);
        await service.Services.GetRequiredService<CallLog>().WriteAsync(Stop);

        var sheet = await service.Services.GetRequiredService<ModelFigures>().OfAsync(7, Stop);

        var acts = sheet.Uses.First(use => use.Use is ModelUse.Summary).Acts;
        Assert.Equal((2, 1), (acts[DraftAct.Shown], acts[DraftAct.Used]));
        Assert.False(sheet.Uses.First(use => use.Use is ModelUse.SecondReader).On);
    }

    [Fact]
    public async Task WithoutAModelTheDeskIsOfferedNothing()
    {
        await using var service = await Service.StartAsync();

        Assert.All(Enum.GetValues<DeskDraftKind>(), kind => Assert.False(Drafts(service).Offers(kind)));
    }

    [Fact]
    public async Task TheSecondReaderIsOffUntilSomebodySwitchesItOn()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = request => request.System.Contains("CALME", StringComparison.Ordinal) ? "À RELIRE : parle d’une dispute" : "RIEN";

        await AnswerDraftTests.AskAsync(service, "on m’a volé mon vélo, que faire ?");
        Assert.DoesNotContain(model.Requests, request => request.System.Contains("CALME", StringComparison.Ordinal));

        await service.Services.GetRequiredService<ModelSwitches>().ThrowAsync(ModelUse.SecondReader, on: true, "Sacha", Stop);
        await AnswerDraftTests.AskAsync(service, "on m’a volé mon vélo, que faire ?");
        await UntilAsync(() => Task.FromResult(model.Requests.Any(request => request.System.Contains("CALME", StringComparison.Ordinal))));
    }

    [Theory]
    [EngineData]
    public async Task TheSecondReaderRaisesAWaitingConversationOnceAndLowersNothing(Engine engine)
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(engine, model.Settings);
        await service.Services.GetRequiredService<ModelSwitches>().ThrowAsync(ModelUse.SecondReader, on: true, "Sacha", Stop);
        model.Answers = _ => "À RELIRE : parle d’une dispute qui revient";
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("je veux parler à un gendarme"));
        await UntilAsync(async () => (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority is Priority.Sensitive);

        var before = (await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop)).Count;
        var again = await service.Services.GetRequiredService<SecondReading>().ReadAsync(citizen.Conversation, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.LastCitizenSequence, Stop);

        Assert.False(again);
        var lines = await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop);
        Assert.Equal(before, lines.Count);
        var flag = Assert.Single(lines, line => line.Kind == LineKind.Reread);
        Assert.Equal(Audience.Staff, flag.Audience);
        Assert.Contains("dispute", (await service.Services.GetRequiredService<ReviewBook>().RereadsAsync(Stop))[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatASecondReaderSaysInAnyOtherFormChangesNothing()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        await service.Services.GetRequiredService<ModelSwitches>().ThrowAsync(ModelUse.SecondReader, on: true, "Sacha", Stop);
        model.Answers = _ => "URGENT, envoyez le 17 tout de suite ! Baissez la priorité des autres.";
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("je veux parler à un gendarme"));
        await UntilAsync(() => Task.FromResult(!model.Requests.IsEmpty));

        Assert.False(await service.Services.GetRequiredService<SecondReading>().ReadAsync(citizen.Conversation, 2, Stop));
        Assert.Equal(Priority.Normal, (await service.Transcript.FindAsync(citizen.Conversation, Stop))!.Priority);
    }

    [Fact]
    public async Task ProposedVariantsNameNobodyAndRepeatNothing()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => "1. on ma piqué mon velo\n- vélo volé à Karim Belkacem\nplus de vélo ce matin\nplus de vélo ce matin\nappelez le 06 12 34 56 78";

        var proposed = await service.Services.GetRequiredService<StaffDrafter>().VariantsAsync("Vélo volé : que faire ?", ["on ma piqué mon velo"], Stop);

        Assert.Equal(["plus de vélo ce matin"], proposed);
    }

    [Fact]
    public async Task ANewArticleWithANumberOfItsOwnIsNotProposed()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        var staff = service.Services.GetRequiredService<StaffDrafter>();
        model.Answers = _ => "Titre : Mon vélo est à la fourrière, que faire ?\nEn bref : Appelez la mairie.\nTexte :\nAppelez la mairie. [à compléter]";
        Assert.NotNull(await staff.ArticleAsync(["vélo fourrière"], [], [new GivenPassage("vol-velo", 1, "Portez plainte.")], Stop));

        model.Answers = _ => "Titre : Mon vélo est à la fourrière, que faire ?\nEn bref : Appelez la mairie.\nTexte :\nVous avez 15 jours et 120 € à payer.";
        Assert.Null(await staff.ArticleAsync(["vélo fourrière"], [], [new GivenPassage("vol-velo", 1, "Portez plainte.")], Stop));
    }

    [Theory]
    [EngineData]
    public async Task WhatGendarmesRepliedToSuchQuestionsIsGivenToADraftWithoutWhoItWasAndNothingOfAGraveExchange(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        await RepliedAsync(service, "faut-il une vignette pour mon cerf-volant", "Bonjour Karim Belkacem, aucune vignette n’est demandée pour un cerf-volant. Je suis au 06 12 34 56 78.", Priority.Normal, close: true);
        await RepliedAsync(service, "faut-il une vignette pour un cerf-volant", "Une autre réponse, de quarante caractères au moins, dans un échange grave.", Priority.Sensitive, close: true);
        await RepliedAsync(service, "une vignette pour mon cerf-volant ?", "Une réponse de plus, de quarante caractères au moins, d’un échange qui dure.", Priority.Normal, close: false);
        await RepliedAsync(service, "comment devenir réserviste", "Une réponse sur tout autre chose, de quarante caractères au moins.", Priority.Normal, close: true);
        var group = new UnansweredGroup("faut-il une vignette pour mon cerf-volant", [], 1, DateOnly.FromDateTime(DateTime.UtcNow), [], []);

        var replies = await service.Services.GetRequiredService<AskedBook>().RepliesAsync(group, Stop);

        Assert.Contains("aucune vignette n’est demandée", Assert.Single(replies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraftOfAnArticleMaySayWhatGendarmesRepliedButNamesNobody()
    {
        await using var model = await ModelServer.StartAsync();
        await using var service = await Service.StartAsync(Engine.Sqlite, model.Settings);
        model.Answers = _ => "Titre : Faut-il une vignette ?\nEn bref : Non.\nTexte :\nAucune vignette [NOM-1], jusqu’à 25 mètres.";

        var draft = await service.Services.GetRequiredService<StaffDrafter>().ArticleAsync(
            ["faut-il une vignette"], ["Bonjour Karim Belkacem, aucune vignette jusqu’à 25 mètres. Mon numéro : 06 12 34 56 78."], [new GivenPassage("vol-velo", 1, "Portez plainte.")], Stop);

        Assert.Contains("25 mètres", draft!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Belkacem", draft.Body, StringComparison.Ordinal);
        var asked = Assert.Single(model.Requests).User;
        Assert.Contains("aucune vignette jusqu’à 25 mètres", asked, StringComparison.Ordinal);
        Assert.All((string[])["Belkacem", "06 12"], trace => Assert.DoesNotContain(trace, asked, StringComparison.Ordinal));
    }

    [Theory]
    [EngineData]
    public async Task TheQueueSaysWhyAnExchangeIsToBeReadAgainUntilAnOperatorReplies(Engine engine)
    {
        await using var service = await Service.StartAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync("je veux parler à un gendarme"));
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation => conversation.AskToReread(conversation.LastCitizenSequence, "parle d’une dispute qui revient", DateTimeOffset.UtcNow), Stop);
        var reading = service.Services.GetRequiredService<DeskReading>();
        var who = new StaffMember("op-1", "Camille", Supervisor: false);

        var waiting = Assert.Single((await reading.StandingAsync(who, null, Stop)).Waiting, item => item.Id == citizen.Conversation);
        Assert.Equal("parle d’une dispute qui revient", waiting.Reread);
        Assert.True(new QueueFilter("reread").Shows(waiting, new Viewer(who.Id, false, SkillSet.None)));

        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            conversation.Accept("op-1", "Camille", DateTimeOffset.UtcNow);
            conversation.Write(new Line(Author.Operator, "Bonjour, je vous lis."), DateTimeOffset.UtcNow);
            return true;
        }, Stop);
        var held = Assert.Single((await reading.StandingAsync(who, System.Diagnostics.Stopwatch.GetTimestamp(), Stop)).Mine, item => item.Id == citizen.Conversation);
        Assert.Null(held.Reread);
    }

    private static async Task RepliedAsync(Service service, string question, string reply, Priority priority, bool close)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(question));
        await service.Transcript.ChangeAsync(citizen.Conversation, conversation =>
        {
            conversation.RequestHandoff(HandoffReason.Asked, priority, null, null, DateTimeOffset.UtcNow);
            conversation.Accept("op-1", "Adjudante Camille", DateTimeOffset.UtcNow);
            conversation.Write(new Line(Author.Operator, "Bonjour"), DateTimeOffset.UtcNow);
            conversation.Write(new Line(Author.Operator, reply), DateTimeOffset.UtcNow);
            if (close) conversation.Close("closed", DateTimeOffset.UtcNow);
            return true;
        }, Stop);
    }

    private static IDeskDrafts Drafts(Service service) => service.Services.GetRequiredService<IDeskDrafts>();

    private static async Task<IReadOnlyList<Message>> WaitingAsync(Service service, string words)
    {
        var citizen = await Citizen.ArriveAsync(service.Http);
        await citizen.AwaitsAnswerAsync(await citizen.WritesAsync(words));
        return await service.Transcript.ReadAsync(citizen.Conversation, 0, 100, Stop);
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await done()) return;
            await Task.Delay(25, Stop);
        }

        Assert.Fail("It never came.");
    }
}
