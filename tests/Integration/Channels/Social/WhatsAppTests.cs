using System.Text.Json.Nodes;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Asking;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Support.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels.Social;

public sealed class WhatsAppTests(Stages stages)
{
    private const string Danger = "il a un couteau et il est derrière la porte", Person = "je veux parler à une personne";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheHandshakeAnswersWhoKnowsTheWordAndNobodyElse(Engine engine)
    {
        var stage = await stages.OnAsync(engine);

        Assert.Equal("7", await stage.Http.GetStringAsync(new Uri($"{WhatsAppSimulator.Path}?hub.mode=subscribe&hub.verify_token={WhatsAppSimulator.VerifyToken}&hub.challenge=7", UriKind.Relative), Stop));

        // Each service has a word of its own.
        using var stranger = await stage.Http.GetAsync(new Uri($"{WhatsAppSimulator.Path}?hub.mode=subscribe&hub.verify_token={MessengerSimulator.VerifyToken}&hub.challenge=7", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Theory, EngineData]
    public async Task DangerGetsTheNumbersAsTextAndEntersTheHeadOfTheQueue(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Text(citizen, Danger));

        await stage.WhatsApp.AwaitsAsync(citizen, message => message.Text.Contains("17", StringComparison.Ordinal) && message.Text.Contains("114", StringComparison.Ordinal), "The numbers");
        var conversation = await stage.ConversationAsync("whatsapp", citizen);
        var waiting = await stage.Service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop);
        Assert.Equal(Priority.Urgent, waiting.Single(item => item.Id == conversation).Priority);
    }

    [Theory, EngineData]
    public async Task SeveralChoicesAreAListWhoseRowIsTheCitizensWords(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Text(citizen, "Bonjour"));
        var offered = await stage.WhatsApp.AwaitsAsync(citizen, message => message.Choices.Count > 3, "A list");
        var (title, payload) = offered.Choices[1];

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.ListReply(citizen, title, payload));

        Assert.Equal("Vol ou perte", (await stage.AwaitsWordsAsync(await stage.ConversationAsync("whatsapp", citizen), 2))[1]);
    }

    [Theory, EngineData]
    public async Task TwoAnswersAreButtonsWhoseTapIsTheCitizensWords(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-6");
        await stage.Service.Desk.AskAsync(conversation, camille, new ClosedQuestion("Êtes-vous en sécurité ?", ["Oui", "Non"], Position: false), Guid.NewGuid().ToString("N"), Stop);
        var question = await stage.WhatsApp.AwaitsAsync(citizen, message => message.Choices.Count == 2, "The question");
        Assert.Equal("button", question.Body.GetProperty("interactive").GetProperty("type").GetString());

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.ButtonReply(citizen, "Non", question.Choices[1].Payload));

        Assert.Equal("Non", (await stage.AwaitsWordsAsync(conversation, 2))[1]);
    }

    [Theory, EngineData]
    public async Task StatesThatComeInDisorderOnlyMoveForward(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-1");
        var line = await stage.WritesAsync(conversation, camille, "Bonjour, je suis là. Où êtes-vous ?");
        var arrived = await stage.WhatsApp.AwaitsAsync(citizen, message => message.Text.Contains("Où êtes-vous", StringComparison.Ordinal), "The operator's words");

        await stage.WhatsApp.TellsAsync(stage.Http, stage.WhatsApp.Status(citizen, arrived.Id, "read"));
        await stage.AwaitsAsync(conversation, line, DeliveryState.Read);
        await stage.WhatsApp.TellsAsync(stage.Http, stage.WhatsApp.Status(citizen, arrived.Id, "sent"), stage.WhatsApp.Status(citizen, arrived.Id, "delivered"));
        await Task.Delay(700, Stop);

        await stage.AwaitsAsync(conversation, line, DeliveryState.Read);
    }

    [Theory, EngineData]
    public async Task AFailureThatIsToldLaterIsToldToTheOperatorWithItsReason(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-2");
        var line = await stage.WritesAsync(conversation, camille, "Bonjour, je suis là.");
        var sent = await stage.AwaitsAsync(conversation, line, DeliveryState.Sent);

        await stage.WhatsApp.TellsAsync(stage.Http, stage.WhatsApp.Status(citizen, sent.ProviderMessageId!, "failed", 131026));

        var failed = await stage.AwaitsAsync(conversation, line, DeliveryState.Failed);
        Assert.Equal((DeliveryError.Undelivered, "131026"), (failed.ErrorCode, failed.Error));
    }

    [Theory, EngineData]
    public async Task AfterADayNothingIsSentAndTheDeskSaysSo(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-3");
        await stage.SilentForAsync(conversation, TimeSpan.FromHours(25));
        var before = stage.WhatsApp.To(citizen).Count;

        await Assert.ThrowsAsync<WindowClosedException>(() => stage.WritesAsync(conversation, camille, "Êtes-vous encore là ?"));
        await Task.Delay(500, Stop);

        Assert.Equal(before, stage.WhatsApp.To(citizen).Count);
    }

    [Fact]
    public async Task WithAnApprovedTemplateAnInvitationGoesOutInPlaceOfTheWordsAndTheLineSaysThatTheyDidNot()
    {
        await using var stage = await Stage.StartAsync(Engine.Sqlite, "Channels:WhatsApp:Template=reprise_contact");
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-4");
        await stage.SilentForAsync(conversation, TimeSpan.FromHours(25));
        stage.WhatsApp.Ahead = TimeSpan.FromHours(25);
        Assert.Equal(WritingWindow.InvitationOnly, stage.Service.Desk.WindowOf((await stage.Service.Transcript.FindAsync(conversation, Stop))!));

        var line = await stage.WritesAsync(conversation, camille, "Votre dossier a avancé.");
        var second = await stage.WritesAsync(conversation, camille, "Le dossier est au parquet.");

        var failed = await stage.AwaitsAsync(conversation, line, DeliveryState.Failed);
        await stage.AwaitsAsync(conversation, second, DeliveryState.Failed);
        Assert.Equal(DeliveryError.WindowClosed, failed.ErrorCode);
        Assert.Equal("reprise_contact", Assert.Single(stage.WhatsApp.To(citizen), message => message.Tag is not null).Tag);
        Assert.DoesNotContain(stage.WhatsApp.To(citizen), message => message.Text.Contains("dossier", StringComparison.Ordinal));
    }

    [Theory, EngineData]
    public async Task APhotoIsFetchedByItsIdentifierAndKeptWithItsCaption(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Image(citizen, "photo", "la plaque du véhicule"));

        var conversation = await stage.ConversationAsync("whatsapp", citizen);
        Assert.Equal(["la plaque du véhicule"], await stage.AwaitsWordsAsync(conversation, 1));
        Assert.Contains("image/jpeg", (await stage.LinesAsync(conversation)).Single(line => line.Author is Author.Citizen).Data, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task AMediumThatLiesElsewhereIsNotFetchedAndTheWordsStay(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Image(citizen, "ailleurs", "la plaque"));

        var conversation = await stage.ConversationAsync("whatsapp", citizen);
        Assert.Equal(["la plaque"], await stage.AwaitsWordsAsync(conversation, 1));
        Assert.DoesNotContain("image/jpeg", (await stage.LinesAsync(conversation)).Single(line => line.Author is Author.Citizen).Data ?? "", StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task APositionIsShownAsOneAndASignAsksForNothing(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Location(citizen, 48.8584, 2.2945), stage.WhatsApp.Message(citizen, "reaction", new JsonObject { ["message_id"] = "wamid.x", ["emoji"] = "👍" }));

        var conversation = await stage.ConversationAsync("whatsapp", citizen);
        await stage.AwaitsWordsAsync(conversation, 1);
        await Task.Delay(500, Stop);
        Assert.Contains("48.8584", Assert.Single(await stage.LinesAsync(conversation), line => line.Author is Author.Citizen).Data, StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task SeveralPeopleInOneDeliveryAreKeptApart(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var (one, other) = (WhatsAppSimulator.NewCitizen(), WhatsAppSimulator.NewCitizen());

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Text(one, "vol de vélo"), stage.WhatsApp.Text(other, "perte de papiers"), stage.WhatsApp.Text(one, "hier soir"));

        Assert.Equal(["vol de vélo", "hier soir"], await stage.AwaitsWordsAsync(await stage.ConversationAsync("whatsapp", one), 2));
        Assert.Equal(["perte de papiers"], await stage.AwaitsWordsAsync(await stage.ConversationAsync("whatsapp", other), 1));
    }

    [Theory, EngineData]
    public async Task WhoHidesTheirNumberBehindANameIsAnsweredAllTheSame(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = "FR." + WhatsAppSimulator.NewCitizen();

        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.NamelessText(citizen, Danger));

        var numbers = await stage.WhatsApp.AwaitsAsync(citizen, message => message.Text.Contains("17", StringComparison.Ordinal), "The numbers");
        Assert.False(numbers.Body.TryGetProperty("to", out _));
    }

    [Theory, EngineData]
    public async Task TheSecretOfAnotherApplicationIsNoSignature(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var body = MetaWebhook.Bytes(WhatsAppSimulator.Messages(stage.WhatsApp.Text(citizen, Danger)));
        var before = stage.Counted("whatsapp", nameof(Bot.Channels.Counted.Refused));

        using var answer = await MetaWebhook.PostAsync(stage.Http, WhatsAppSimulator.Path, body, MetaWebhook.Sign(body, MessengerSimulator.AppSecret));
        await Task.Delay(500, Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.True(stage.Counted("whatsapp", nameof(Bot.Channels.Counted.Refused)) > before);
        Assert.Null(await stage.FindAsync("whatsapp", citizen));
    }

    [Theory, EngineData]
    public async Task AKeyThatMetaNoLongerKnowsIsTriedAgainAndThenGivenUpForPeopleToDecide(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = WhatsAppSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-wa-5");
        stage.WhatsApp.Graph.Answer(401, GraphErrors.Json(190), retryAfterSeconds: 0, times: 8);

        var line = await stage.WritesAsync(conversation, camille, "Bonjour, je suis là.");

        var dead = await stage.AwaitsAsync(conversation, line, DeliveryState.Dead);
        Assert.Equal(DeliveryError.Unauthorized, dead.ErrorCode);
        Assert.True(await stage.Service.Services.GetRequiredService<Bot.Channels.Delivery.DeadLetters>().SendAgainAsync(dead.Id, Stop));
        await stage.AwaitsAsync(conversation, line, DeliveryState.Sent);
        Assert.Single(stage.WhatsApp.To(citizen), message => message.Text.Contains("je suis là", StringComparison.Ordinal));
    }

    private static async Task<(string Conversation, string Operator)> HeldAsync(Stage stage, string citizen, string operatorId)
    {
        await stage.WhatsApp.DeliversAsync(stage.Http, stage.WhatsApp.Text(citizen, Person));
        return (await stage.HoldsAsync("whatsapp", citizen, operatorId), operatorId);
    }
}
