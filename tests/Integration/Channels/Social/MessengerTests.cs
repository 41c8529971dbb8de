using System.Text.Json.Nodes;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Asking;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Support.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels.Social;

public sealed class MessengerTests(Stages stages)
{
    private const string Danger = "il a un couteau et il est derrière la porte", Person = "je veux parler à une personne";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task TheHandshakeAnswersWhoKnowsTheWordAndNobodyElse(Engine engine)
    {
        var stage = await stages.OnAsync(engine);

        using var known = await stage.Http.GetAsync(new Uri($"{MessengerSimulator.Path}?hub.mode=subscribe&hub.verify_token={MessengerSimulator.VerifyToken}&hub.challenge=1158201444", UriKind.Relative), Stop);
        using var stranger = await stage.Http.GetAsync(new Uri($"{MessengerSimulator.Path}?hub.mode=subscribe&hub.verify_token=autre&hub.challenge=1158201444", UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.OK, "1158201444", "text/plain"), (known.StatusCode, await known.Content.ReadAsStringAsync(Stop), known.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.Forbidden, stranger.StatusCode);
    }

    [Theory, EngineData]
    public async Task DangerGetsTheNumbersAsTextAndEntersTheHeadOfTheQueue(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Text(citizen, Danger));

        await stage.Messenger.AwaitsAsync(citizen, message => message.Text.Contains("17", StringComparison.Ordinal) && message.Text.Contains("114", StringComparison.Ordinal), "The numbers");
        var conversation = await stage.ConversationAsync("messenger", citizen);
        var waiting = await stage.Service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop);
        Assert.Equal(Priority.Urgent, waiting.Single(item => item.Id == conversation).Priority);
    }

    [Theory, EngineData]
    public async Task AnOperatorsAnswerArrivesAndItsStateMovesToReadAndNeverBack(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-1");

        var line = await stage.WritesAsync(conversation, camille, "Bonjour, je suis là. Où êtes-vous ?");
        var arrived = await stage.Messenger.AwaitsAsync(citizen, message => message.Text.Contains("Où êtes-vous", StringComparison.Ordinal), "The operator's words");
        Assert.Equal(arrived.Id, (await stage.AwaitsAsync(conversation, line, DeliveryState.Sent)).ProviderMessageId);
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Delivered(citizen, arrived.Id));
        await stage.AwaitsAsync(conversation, line, DeliveryState.Delivered);
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Read(citizen));
        await stage.AwaitsAsync(conversation, line, DeliveryState.Read);

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Delivered(citizen, arrived.Id));
        await Task.Delay(700, Stop);
        await stage.AwaitsAsync(conversation, line, DeliveryState.Read);
    }

    [Theory, EngineData]
    public async Task ATappedAnswerIsTheCitizensWords(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-6");
        await stage.Service.Desk.AskAsync(conversation, camille, new ClosedQuestion("Êtes-vous en sécurité ?", ["Oui", "Non"], Position: false), Guid.NewGuid().ToString("N"), Stop);
        var question = await stage.Messenger.AwaitsAsync(citizen, message => message.Text.StartsWith("Êtes-vous en sécurité", StringComparison.Ordinal) && message.Choices.Count > 0, "The question");
        Assert.Equal(["Oui", "Non"], question.Choices.Select(choice => choice.Title));

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.QuickReply(citizen, "Non", question.Choices[1].Payload));

        Assert.Equal("Non", (await stage.AwaitsWordsAsync(conversation, 2))[1]);
    }

    [Theory, EngineData]
    public async Task ChoicesThatDoNotFitAreNumberedAndTheNumberIsUnderstood(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-7");
        await stage.Service.Desk.AskAsync(conversation, camille, new ClosedQuestion("Où êtes-vous ?", ["Chez moi", "Dans la rue, devant chez moi"], Position: false), Guid.NewGuid().ToString("N"), Stop);
        await stage.Messenger.AwaitsAsync(citizen, message => message.Choices.Count == 0 && message.Text.Contains("2. Dans la rue, devant chez moi", StringComparison.Ordinal), "The numbered choices");

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Text(citizen, "2"));

        Assert.Equal("Dans la rue, devant chez moi", (await stage.AwaitsWordsAsync(conversation, 2))[1]);
    }

    [Theory, EngineData]
    public async Task TheFirstChoicesAreQuickRepliesWithAShortTitleForTheLongOne(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Item(citizen, "postback", new JsonObject { ["title"] = "Démarrer", ["payload"] = "GET_STARTED" }));
        var greeting = await stage.Messenger.AwaitsAsync(citizen, message => message.Choices.Count > 0, "The choices");

        var tapped = greeting.Choices.Single(choice => choice.Title == "Arnaque bancaire");
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.QuickReply(citizen, tapped.Title, tapped.Payload));

        var conversation = await stage.ConversationAsync("messenger", citizen);
        Assert.Equal("Arnaque, carte bancaire", (await stage.AwaitsWordsAsync(conversation, 1))[0]);
    }

    [Theory, EngineData]
    public async Task TheWindowCountsFromWhenTheCitizenWroteAndNotFromWhenItCame(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var (late, early) = (MessengerSimulator.NewCitizen(), MessengerSimulator.NewCitizen());

        // An outage of ours: Meta repeats for a day and more. And a clock that runs ahead.
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Text(late, Person, at: DateTimeOffset.UtcNow.AddHours(-25)), stage.Messenger.Text(early, Person, at: DateTimeOffset.UtcNow.AddDays(3)));
        var conversation = await stage.HoldsAsync("messenger", late, "op-mess-8");

        await Assert.ThrowsAsync<WindowClosedException>(() => stage.WritesAsync(conversation, "op-mess-8", "Êtes-vous encore là ?"));
        Assert.Empty(stage.Messenger.To(late));
        await stage.ConversationAsync("messenger", early);
        Assert.True((await stage.FindAsync("messenger", early))!.LastInboundAt <= DateTimeOffset.UtcNow);
    }

    [Theory, EngineData]
    public async Task WhatIsDeliveredThreeTimesIsRecordedOnce(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var message = stage.Messenger.Text(citizen, "on m’a volé mon vélo");
        var body = MetaWebhook.Bytes(MessengerSimulator.Envelope(message));
        var signature = MetaWebhook.Sign(body, MessengerSimulator.AppSecret);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => (await MetaWebhook.PostAsync(stage.Http, MessengerSimulator.Path, body, signature)).EnsureSuccessStatusCode()));
        await stage.Messenger.AwaitsAsync(citizen, _ => true, "An answer");
        (await MetaWebhook.PostAsync(stage.Http, MessengerSimulator.Path, body, signature)).EnsureSuccessStatusCode();
        await Task.Delay(800, Stop);

        Assert.Single(await stage.CitizensWordsAsync(await stage.ConversationAsync("messenger", citizen)));
    }

    [Theory, EngineData]
    public async Task WhatWasOvertakenOnTheWayIsRecordedInTheOrderInWhichItWasSaid(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var now = DateTimeOffset.UtcNow;
        var (first, second, third) = (stage.Messenger.Text(citizen, "un", at: now.AddMilliseconds(-300)), stage.Messenger.Text(citizen, "deux", at: now.AddMilliseconds(-200)), stage.Messenger.Text(citizen, "trois", at: now.AddMilliseconds(-100)));

        await stage.Messenger.DeliversAsync(stage.Http, third);
        await stage.Messenger.DeliversAsync(stage.Http, first, second);

        Assert.Equal(["un", "deux", "trois"], await stage.AwaitsWordsAsync(await stage.ConversationAsync("messenger", citizen), 3));
    }

    [Theory, EngineData]
    public async Task WordsThatWouldNotArriveAreRefusedAtTheDeskBeforeTheyAreWritten(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-2");
        await stage.SilentForAsync(conversation, TimeSpan.FromHours(25));
        var before = (await stage.LinesAsync(conversation)).Count;

        await Assert.ThrowsAsync<WindowClosedException>(() => stage.WritesAsync(conversation, camille, "Êtes-vous encore là ?"));

        Assert.Equal(before, (await stage.LinesAsync(conversation)).Count);
        Assert.Equal(WritingWindow.Closed, stage.Service.Desk.WindowOf((await stage.Service.Transcript.FindAsync(conversation, Stop))!));
    }

    [Theory, EngineData]
    public async Task AWindowThatMetaFindsClosedIsToldAsSuch(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-3");
        stage.Messenger.Graph.Answer(400, GraphErrors.Json(10, 2018278));

        var line = await stage.WritesAsync(conversation, camille, "Êtes-vous encore là ?");

        var failed = await stage.AwaitsAsync(conversation, line, DeliveryState.Failed);
        Assert.Equal((DeliveryError.WindowClosed, "10/2018278"), (failed.ErrorCode, failed.Error));
    }

    [Fact]
    public async Task WithMetasPermissionAPersonAnswersWithinSevenDaysUnderTheTagThatSaysSo()
    {
        await using var stage = await Stage.StartAsync(Engine.Sqlite, "Channels:Messenger:HumanAgent=true");
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-4");
        await stage.SilentForAsync(conversation, TimeSpan.FromDays(3));
        stage.Messenger.Ahead = TimeSpan.FromDays(3);

        var line = await stage.WritesAsync(conversation, camille, "Avez-vous pu déposer plainte ?");
        var arrived = await stage.Messenger.AwaitsAsync(citizen, message => message.Text.Contains("déposer plainte", StringComparison.Ordinal), "The operator's words");
        Assert.Equal("HUMAN_AGENT", arrived.Tag);
        await stage.AwaitsAsync(conversation, line, DeliveryState.Sent);

        await stage.SilentForAsync(conversation, TimeSpan.FromDays(8));
        await Assert.ThrowsAsync<WindowClosedException>(() => stage.WritesAsync(conversation, camille, "Et depuis ?"));
    }

    [Theory, EngineData]
    public async Task APublicCommentIsAnsweredByOneInvitationInPrivateAndKeptNowhere(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var (author, first, second) = (MessengerSimulator.NewCitizen(), Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));

        await MetaWebhook.DeliverAsync(stage.Http, MessengerSimulator.Path, MessengerSimulator.Feed(MessengerSimulator.Comment(author, first, Danger)), MessengerSimulator.AppSecret);
        var invitation = await stage.Messenger.AwaitsAsync(first, _ => true, "The invitation");
        await MetaWebhook.DeliverAsync(stage.Http, MessengerSimulator.Path, MessengerSimulator.Feed(MessengerSimulator.Comment(author, first, Danger), MessengerSimulator.Comment(author, second, "au secours")), MessengerSimulator.AppSecret);
        await Task.Delay(1500, Stop);

        Assert.Single(stage.Messenger.To(first));
        Assert.Empty(stage.Messenger.To(second));
        Assert.DoesNotContain("couteau", invitation.Text, StringComparison.Ordinal);
        Assert.Null(await stage.FindAsync("messenger", author));
        Assert.Null(await stage.FindAsync("messenger", "comment:" + author));
    }

    [Theory, EngineData]
    public async Task AWrongSignatureIsCountedAndNothingIsRead(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var body = MetaWebhook.Bytes(MessengerSimulator.Envelope(stage.Messenger.Text(citizen, Danger)));
        var before = stage.Counted("messenger", nameof(Bot.Channels.Counted.Refused));

        foreach (var signature in new[] { null, "", "sha256=00", MetaWebhook.Sign(body, "un autre secret"), MetaWebhook.Sign([.. body, (byte)' '], MessengerSimulator.AppSecret) })
        {
            using var answer = await MetaWebhook.PostAsync(stage.Http, MessengerSimulator.Path, body, signature);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await Task.Delay(500, Stop);
        Assert.True(stage.Counted("messenger", nameof(Bot.Channels.Counted.Refused)) >= before + 5);
        Assert.Null(await stage.FindAsync("messenger", citizen));
    }

    [Theory, EngineData]
    public async Task ABodyThatIsTooBigOrNoTextIsRefused(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var big = new byte[10 * 1024 * 1024];
        Array.Fill(big, (byte)' ');
        byte[] broken = [.. "{\"object\":\"page\",\"entry\":[{\"id\":\""u8, 0xC3, 0x28, .. "\"}]}"u8];

        using var tooBig = await MetaWebhook.PostAsync(stage.Http, MessengerSimulator.Path, big, MetaWebhook.Sign(big, MessengerSimulator.AppSecret));
        using var noText = await MetaWebhook.PostAsync(stage.Http, MessengerSimulator.Path, broken, MetaWebhook.Sign(broken, MessengerSimulator.AppSecret));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest), (tooBig.StatusCode, noText.StatusCode));
    }

    [Theory, EngineData]
    public async Task FieldsAndEventsThatNobodyKnowsAreAcknowledged(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var strange = stage.Messenger.Item(citizen, "pass_thread_control", new JsonObject { ["new_owner_app_id"] = "1" });
        var message = stage.Messenger.Text(citizen, "bonjour");
        message["demain"] = new JsonObject { ["x"] = new JsonArray(1, 2) };

        await stage.Messenger.DeliversAsync(stage.Http, strange, message, stage.Messenger.Echo(citizen, "m_echo", "Bonjour"));

        Assert.Equal(["bonjour"], await stage.AwaitsWordsAsync(await stage.ConversationAsync("messenger", citizen), 1));
    }

    [Theory, EngineData]
    public async Task WordsArriveThroughAProviderThatIsBusyFailsAndHangs(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        var (conversation, camille) = await HeldAsync(stage, citizen, "op-mess-5");
        stage.Messenger.Graph.Answer(429, GraphErrors.Json(613), retryAfterSeconds: 1);
        stage.Messenger.Graph.Answer(500, GraphErrors.Json(2), times: 2);
        stage.Messenger.Graph.Hang();

        var line = await stage.WritesAsync(conversation, camille, "Restez où vous êtes.");

        await stage.AwaitsAsync(conversation, line, DeliveryState.Sent);
        Assert.Single(stage.Messenger.To(citizen), message => message.Text.Contains("Restez où vous êtes", StringComparison.Ordinal));
    }

    [Theory, EngineData]
    public async Task APhotoIsKeptWithTheExchangeAndOneThatIsTooBigIsDeclinedPolitely(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Attachment(citizen, "image", stage.Messenger.Address + "/medias/photo"));
        var conversation = await stage.ConversationAsync("messenger", citizen);
        await stage.AwaitsWordsAsync(conversation, 1);
        Assert.Contains("image/jpeg", (await stage.LinesAsync(conversation)).Single(line => line.Author is Author.Citizen).Data, StringComparison.Ordinal);

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Attachment(citizen, "image", stage.Messenger.Address + "/medias/trop"));
        await stage.Messenger.AwaitsAsync(citizen, message => message.Text.Contains("10 Mo", StringComparison.Ordinal) || message.Text.Contains("trop", StringComparison.Ordinal), "Why it was not kept");
        Assert.Single(await stage.CitizensWordsAsync(conversation));
    }

    [Theory, EngineData]
    public async Task AFileThatIsSaidToLieElsewhereIsNotFetched(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        await using var elsewhere = await LocalSite.StartAsync(MetaMedia.AnswerAsync);
        var citizen = MessengerSimulator.NewCitizen();

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Attachment(citizen, "image", elsewhere.Address + "/medias/photo"));

        var conversation = await stage.ConversationAsync("messenger", citizen);
        await stage.Messenger.AwaitsAsync(citizen, _ => true, "An answer");
        Assert.DoesNotContain(await stage.LinesAsync(conversation), line => line.Data?.Contains("image/jpeg", StringComparison.Ordinal) is true);
    }

    [Theory, EngineData]
    public async Task AChangedMessageIsScreenedAnewAndAWithdrawnOneStaysWithANote(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var citizen = MessengerSimulator.NewCitizen();
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Text(citizen, "bonjour", "m_change-" + citizen));
        var conversation = await stage.ConversationAsync("messenger", citizen);
        await stage.AwaitsWordsAsync(conversation, 1);

        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Item(citizen, "message_edit", new JsonObject { ["mid"] = "m_change-" + citizen, ["text"] = Danger, ["num_edit"] = 1 }));
        await stage.Messenger.AwaitsAsync(citizen, message => message.Text.Contains("17", StringComparison.Ordinal), "The numbers");
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Item(citizen, "message", new JsonObject { ["mid"] = "m_change-" + citizen, ["is_deleted"] = true }));
        await Task.Delay(1200, Stop);

        var lines = await stage.LinesAsync(conversation);
        Assert.Equal(["bonjour", Danger], lines.Where(line => line.Author is Author.Citizen).Select(line => line.Text));
        Assert.Equal(2, lines.Count(line => line.Audience is Audience.Staff && line.Kind == "channel"));
    }

    private static async Task<(string Conversation, string Operator)> HeldAsync(Stage stage, string citizen, string operatorId)
    {
        await stage.Messenger.DeliversAsync(stage.Http, stage.Messenger.Text(citizen, Person));
        return (await stage.HoldsAsync("messenger", citizen, operatorId), operatorId);
    }
}
