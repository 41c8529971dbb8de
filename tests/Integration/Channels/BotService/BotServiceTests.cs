using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Support.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels.BotService;

/// <summary>Activities in, replies out, over HTTP on both sides.</summary>
public sealed class BotServiceTests(Stages stages)
{
    private const string Danger = "il a un couteau et il est derrière la porte", Person = "je veux parler à une personne";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AMessageIsAnsweredInItsConversationByUsToTheCitizen(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();

        using var taken = await stage.Azure.PostsAsync(stage.Http, stage.Azure.Activity(conversation, "merci", "act-1"));

        Assert.Equal((HttpStatusCode.OK, ""), (taken.StatusCode, await taken.Content.ReadAsStringAsync(Stop)));
        var reply = await AwaitsAsync(stage, conversation, item => item.ReplyTo == "act-1", "The answer");
        Assert.Equal(("message", "28:" + BotServiceSimulator.AppId, "29:" + conversation, "act-1"), (
            reply.Activity.GetProperty("type").GetString(), reply.Activity.GetProperty("from").GetProperty("id").GetString(),
            reply.Activity.GetProperty("recipient").GetProperty("id").GetString(), reply.Activity.GetProperty("replyToId").GetString()));
    }

    [Theory, EngineData]
    public async Task DangerGetsTheNumbersAsTextAndEntersTheHeadOfTheQueue(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();

        await PostsAsync(stage, stage.Azure.Activity(conversation, Danger, "act-1"));

        await AwaitsAsync(stage, conversation, item => TextOf(item).Contains("17", StringComparison.Ordinal) && TextOf(item).Contains("114", StringComparison.Ordinal), "The numbers");
        var ours = await stage.ConversationAsync("botservice", "msteams|" + conversation);
        Assert.Equal(Priority.Urgent, (await stage.Service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop)).Single(item => item.Id == ours).Priority);
    }

    [Theory, EngineData]
    public async Task AnOperatorsAnswerArrivesThroughAConnectorThatIsBusyFailsAndHangs(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();
        await PostsAsync(stage, stage.Azure.Activity(conversation, Person, "act-1"));
        var ours = await stage.HoldsAsync("botservice", "msteams|" + conversation, "op-azure-1");
        stage.Azure.Connector.Answer(429, """{"error":{"code":"TooManyRequests"}}""", retryAfterSeconds: 1);
        stage.Azure.Connector.Answer(502);
        stage.Azure.Connector.Hang();

        var line = await stage.WritesAsync(ours, "op-azure-1", "Bonjour, je suis là.");

        await stage.AwaitsAsync(ours, line, DeliveryState.Sent);
        Assert.Single(stage.Azure.To(conversation), item => TextOf(item).Contains("je suis là", StringComparison.Ordinal));
    }

    [Theory, EngineData]
    public async Task OneTokenServesAllRepliesOfAnHour(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversations = Enumerable.Range(0, 10).Select(_ => Some()).ToList();

        await Task.WhenAll(conversations.Select(conversation => PostsAsync(stage, stage.Azure.Activity(conversation, "merci", "act-1"))));
        foreach (var conversation in conversations) await AwaitsAsync(stage, conversation, item => item.ReplyTo == "act-1", "The answer");

        Assert.Equal(1, stage.Azure.TokensGiven);
    }

    [Theory, EngineData]
    public async Task ACitizenWhoBlockedTheBotIsNotWrittenToAgain(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();
        await PostsAsync(stage, stage.Azure.Activity(conversation, Person, "act-1"));
        var ours = await stage.HoldsAsync("botservice", "msteams|" + conversation, "op-azure-2");
        stage.Azure.Connector.Answer(403, """{"error":{"code":"BotNotInConversationRoster"}}""");

        var line = await stage.WritesAsync(ours, "op-azure-2", "Bonjour, je suis là.");

        var failed = await stage.AwaitsAsync(ours, line, DeliveryState.Failed);
        Assert.Equal((DeliveryError.Blocked, "BotNotInConversationRoster"), (failed.ErrorCode, failed.Error));
    }

    [Theory, EngineData]
    public async Task ChoicesAreNumberedAndTheNumberIsUnderstood(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();
        await PostsAsync(stage, stage.Azure.Activity(conversation, null, "", "conversationUpdate").With("membersAdded", new JsonArray(new JsonObject { ["id"] = "28:" + BotServiceSimulator.AppId })));
        var greeting = await AwaitsAsync(stage, conversation, item => TextOf(item).Contains("1.", StringComparison.Ordinal) || TextOf(item).Contains("1 ", StringComparison.Ordinal), "The greeting with choices");
        Assert.Null(greeting.ReplyTo);

        await PostsAsync(stage, stage.Azure.Activity(conversation, "2", "act-2"));

        var ours = await stage.ConversationAsync("botservice", "msteams|" + conversation);
        var words = await stage.AwaitsWordsAsync(ours, 1);
        Assert.Contains(words[0], (await stage.LinesAsync(ours)).SelectMany(line => BrigadeNumerique.Bot.Activities.LineData.ChoicesOf(line.Data)));
    }

    [Theory, EngineData]
    public async Task WhatIsPostedThreeTimesIsRecordedOnceAndTheSameIdentifierElsewhereIsAnother(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var (one, other) = (Some(), Some());

        for (var n = 0; n < 3; n++) await PostsAsync(stage, stage.Azure.Activity(one, "vol de vélo", "act-1"));
        await PostsAsync(stage, stage.Azure.Activity(other, "perte de papiers", "act-1"));
        await AwaitsAsync(stage, one, item => item.ReplyTo == "act-1", "The answer");
        await Task.Delay(500, Stop);

        Assert.Equal(["vol de vélo"], await stage.CitizensWordsAsync(await stage.ConversationAsync("botservice", "msteams|" + one)));
        Assert.Equal(["perte de papiers"], await stage.AwaitsWordsAsync(await stage.ConversationAsync("botservice", "msteams|" + other), 1));
    }

    [Theory, EngineData]
    public async Task InARoomWithOthersThereIsOneInvitationAndNothingIsKept(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var room = Some();

        for (var n = 0; n < 3; n++)
        {
            var said = stage.Azure.Activity(room, Danger, "act-" + n);
            said["conversation"]!["isGroup"] = true;
            await PostsAsync(stage, said);
            await AwaitsAsync(stage, room, _ => true, "The invitation");
        }

        await Task.Delay(800, Stop);
        Assert.Single(stage.Azure.To(room));
        Assert.Null(await stage.FindAsync("botservice", "msteams|" + room));
    }

    [Theory, EngineData]
    public async Task AForgedAddressForRepliesIsRefusedAndOurTokenIsNotSentThere(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        await using var thief = await BotServiceSimulator.StartAsync();
        var conversation = Some();
        var forged = stage.Azure.Activity(conversation, "bonjour", "act-1");
        forged["serviceUrl"] = thief.Address;

        using var answer = await stage.Azure.PostsAsync(stage.Http, forged);
        await Task.Delay(700, Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(thief.To(conversation));
        Assert.Null(await stage.FindAsync("botservice", "msteams|" + conversation));
    }

    [Theory, EngineData]
    public async Task EveryOtherTokenIsRefusedCountedAndNothingIsRead(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();
        var now = DateTimeOffset.UtcNow;
        using var stranger = RSA.Create(2048);
        var activity = stage.Azure.Activity(conversation, Danger, "act-1");
        string[] tokens =
        [
            "", "pas.un.jeton",
            stage.Azure.Sign(now, key: stranger),
            stage.Azure.Sign(now, claims => claims["aud"] = "une autre"),
            stage.Azure.Sign(now, claims => claims["iss"] = "https://ailleurs.exemple"),
            stage.Azure.Sign(now, claims => claims["exp"] = now.AddMinutes(-10).ToUnixTimeSeconds()),
            stage.Azure.Sign(now, header: head => head["kid"] = "inconnue"),
            stage.Azure.Sign(now, header: head => head["alg"] = "none"),
            stage.Azure.Sign(now, claims => claims.Remove("serviceurl")),
        ];
        var before = stage.Counted("botservice", nameof(Bot.Channels.Counted.Refused));

        foreach (var token in tokens)
        {
            using var answer = await stage.Azure.PostsAsync(stage.Http, activity, token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        var elsewhere = stage.Azure.Activity(conversation, Danger, "act-1", channel: "facebook");
        using var unendorsed = await stage.Azure.PostsAsync(stage.Http, elsewhere);
        Assert.Equal(HttpStatusCode.Forbidden, unendorsed.StatusCode);
        await Task.Delay(500, Stop);
        Assert.True(stage.Counted("botservice", nameof(Bot.Channels.Counted.Refused)) >= before + tokens.Length + 1);
        Assert.Null(await stage.FindAsync("botservice", "msteams|" + conversation));
    }

    [Theory, EngineData]
    public async Task ABodyThatIsTooBigOrNoActivityIsRefused(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var big = new byte[10 * 1024 * 1024];
        Array.Fill(big, (byte)' ');

        foreach (var (body, status) in new[] { (big, HttpStatusCode.RequestEntityTooLarge), ("{"u8.ToArray(), HttpStatusCode.BadRequest), ([0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D], HttpStatusCode.BadRequest), ("{}"u8.ToArray(), HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new ByteArrayContent(body) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stage.Azure.Sign(DateTimeOffset.UtcNow));
            using var answer = await stage.Http.SendAsync(request, Stop);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory, EngineData]
    public async Task TypesThatWeDoNotKnowAreAcknowledged(Engine engine)
    {
        var stage = await stages.OnAsync(engine);
        var conversation = Some();

        foreach (var type in new[] { "typing", "endOfConversation", "installationUpdate", "tomorrow" }) await PostsAsync(stage, stage.Azure.Activity(conversation, null, "x", type));

        await Task.Delay(500, Stop);
        Assert.Null(await stage.FindAsync("botservice", "msteams|" + conversation));
    }

    [Fact]
    public async Task WithoutKeysTheAddressesAreNotThere()
    {
        await using var service = await Service.StartAsync();

        foreach (var path in new[] { "/api/messages", MessengerSimulator.Path, WhatsAppSimulator.Path })
        {
            using var answer = await service.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"), Stop);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Channels:BotService:AppId=x", "Channels:BotService:Password")]
    [InlineData("Channels:Messenger:PageToken=x", "Channels:Messenger:AppSecret")]
    [InlineData("Channels:WhatsApp:Token=x", "Channels:WhatsApp:PhoneNumberId")]
    public async Task HalfAConfigurationStopsTheStartAndNamesWhatIsMissing(string setting, string missing)
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Service.StartAsync(Engine.Sqlite, setting));

        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("messenger", "Channels:Messenger:Api=http://graph.exemple.fr", "Channels:Messenger:Api")]
    [InlineData("messenger", "Channels:Messenger:Version=25", "Channels:Messenger:Version")]
    [InlineData("whatsapp", "Channels:WhatsApp:PhoneNumberId=+33 1 00 00 00 00", "Channels:WhatsApp:PhoneNumberId")]
    [InlineData("botservice", "Channels:BotService:Authority=http://login.exemple.fr", "Channels:BotService:Authority")]
    [InlineData("botservice", "Channels:BotService:Metadata=pas une adresse", "Channels:BotService:Metadata")]
    [InlineData("botservice", "Channels:BotService:Tenant=a/../b", "Channels:BotService:Tenant")]
    public async Task AWrongSettingStopsTheStartAndIsNamedWithoutAnySecret(string channel, string setting, string named)
    {
        var stage = await stages.OnAsync(Engine.Sqlite);
        string[] keys = channel switch { "messenger" => stage.Messenger.Settings, "whatsapp" => stage.WhatsApp.Settings, _ => stage.Azure.Settings };

        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Service.StartAsync(Engine.Sqlite, [.. keys, "DirectLine:PublicAddress=https://chat.exemple.fr", setting]));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        foreach (var secret in new[] { MessengerSimulator.AppSecret, MessengerSimulator.PageToken, WhatsAppSimulator.Token, BotServiceSimulator.Password }) Assert.DoesNotContain(secret, fault.Message, StringComparison.Ordinal);
    }

    private static string Some() => "conv-" + Guid.NewGuid().ToString("N")[..12];

    private static async Task PostsAsync(Stage stage, JsonNode activity)
    {
        using var answer = await stage.Azure.PostsAsync(stage.Http, activity);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<BotServiceSimulator.Delivered> AwaitsAsync(Stage stage, string conversation, Func<BotServiceSimulator.Delivered, bool> wanted, string what)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (stage.Azure.To(conversation).FirstOrDefault(wanted) is { } found) return found;
            await Task.Delay(25, Stop);
        }

        throw new TimeoutException($"{what} did not come; came: {string.Join(" | ", stage.Azure.To(conversation).Select(TextOf))}");
    }

    private static string TextOf(BotServiceSimulator.Delivered item) => item.Activity.GetProperty("text").GetString()!;
}

internal static class JsonObjects
{
    public static JsonObject With(this JsonObject activity, string name, JsonNode value)
    {
        activity[name] = value;
        return activity;
    }
}
