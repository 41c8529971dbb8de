using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Bot.Channels.Delivery;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels;

public sealed class TelegramTests(TelegramServices services) : IClassFixture<TelegramServices>
{
    private const string Danger = "il a un couteau et il est derrière la porte";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ACitizenIsGreetedAndAnsweredOnce(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        await citizen.WritesAsync("comment porter plainte pour un vol de vélo ?");

        await citizen.AwaitsAsync("assistant automatique");
        await citizen.AwaitsAsync("Vos messages passent par Telegram");
        var article = await citizen.AwaitsAsync("https://brigade.exemple.fr/aide/");
        Assert.DoesNotContain("**", article, StringComparison.Ordinal);
        var conversation = await ConversationAsync(service, citizen);
        Assert.Equal("telegram", conversation.Channel);
        Assert.Single(await LinesAsync(service, conversation.Id), line => line.Author is Author.Citizen);
        Assert.Single(citizen.Screen, text => text == article);
    }

    [Theory, EngineData]
    public async Task WhoOpensWithBonjourIsGreetedOnceAndLaterHeardAgain(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        await citizen.WritesAsync("Bonjour");
        await citizen.AwaitsAsync("assistant automatique");
        await SettledAsync(service, citizen);
        Assert.Single(citizen.Screen);

        await citizen.WritesAsync("bonjour");
        await EventuallyAsync(() => citizen.Screen.Count == 2);
        Assert.Equal("Bonjour. Que se passe-t-il ?", citizen.Screen[1].Replace('\u202F', ' '));
    }

    [Theory, EngineData]
    public async Task AWrongSecretIsRefusedCountedAndNotRead(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var counters = service.Services.GetRequiredService<ChannelCounters>();
        var before = counters.Of("telegram", Counted.Refused);

        Assert.Equal(HttpStatusCode.Unauthorized, (await telegram.PostsAsync(citizen.Says("bonjour"), "un-autre-secret-de-test")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await telegram.PostsAsync(citizen.Says("bonjour"), null)).StatusCode);

        Assert.Equal(before + 2, counters.Of("telegram", Counted.Refused));
        await using var db = await DatabaseAsync(service);
        Assert.False(await db.Receipts.AnyAsync(receipt => receipt.UserKey == KeyOf(service, citizen), Stop));
    }

    [Theory, EngineData]
    public async Task BadBodiesAreRefusedAndUnknownFieldsPass(Engine engine)
    {
        var (_, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await telegram.PostsRawAsync(new byte[10 * 1024 * 1024])).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await telegram.PostsRawAsync("{\"update_id\":"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await telegram.PostsRawAsync([.. "{\"update_id\":1,\"message\":{\"text\":\""u8, 0xC3, 0x28, .. "\"}}"u8])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await telegram.PostsRawAsync("[]"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await telegram.PostsAsync(new JsonObject { ["update_id"] = telegram.NextUpdate(), ["tout_nouveau"] = new JsonObject { ["a"] = 1 } })).StatusCode);
        var update = citizen.Says("bonjour");
        update["message"]!["champ_inconnu"] = "x";
        Assert.Equal(HttpStatusCode.OK, (await telegram.PostsAsync(update)).StatusCode);

        await citizen.AwaitsAsync("assistant automatique");
    }

    [Theory, EngineData]
    public async Task AReplayedUpdateIsRecordedAndAnsweredOnce(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var update = citizen.Says("comment porter plainte pour un vol de vélo ?");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => telegram.DeliversAsync(update)));
        await citizen.AwaitsAsync("https://brigade.exemple.fr/aide/");
        await telegram.DeliversAsync(update);
        await SettledAsync(service, citizen);

        var lines = await LinesAsync(service, (await ConversationAsync(service, citizen)).Id);
        Assert.Single(lines, line => line.Author is Author.Citizen);
        Assert.Equal(citizen.Screen.Count, citizen.Screen.Distinct().Count());
    }

    [Theory, EngineData]
    public async Task MessagesThatOvertookEachOtherAreRecordedInTheOrderOfTheProvider(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var updates = Enumerable.Range(1, 6).Select(n => citizen.Says($"phrase {n}")).ToList();

        // Together: one that comes later than the service waits for it has no place before the others.
        await Task.WhenAll(new[] { 2, 0, 1, 5, 3, 4 }.Select(at => telegram.DeliversAsync(updates[at])));
        var conversation = await ConversationAsync(service, citizen, citizenLines: 6);

        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"phrase {n}"), (await LinesAsync(service, conversation.Id)).Where(line => line.Author is Author.Citizen).Select(line => line.Text));
    }

    [Theory, EngineData]
    public async Task DangerGivesTheNumbersAsTextAndEntersTheQueue(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        await citizen.WritesAsync(Danger);

        var card = await citizen.AwaitsAsync(text => text.Contains("17", StringComparison.Ordinal) && text.Contains("114", StringComparison.Ordinal), "The numbers");
        Assert.DoesNotContain("tel:", card, StringComparison.Ordinal);
        var conversation = await ConversationAsync(service, citizen);
        Assert.Equal(Priority.Urgent, (await service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop)).Single(waiting => waiting.Id == conversation.Id).Priority);
        Assert.DoesNotContain(await LinesAsync(service, conversation.Id), line => line.Kind == "carry");
    }

    [Theory, EngineData]
    public async Task TheEmergencyGoesBeforeWhatWaits(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        telegram.Fails(citizen.Chat, Fault.TooMany, Fault.TooMany);

        await citizen.WritesAsync("bonjour");
        await WithAsync(service, citizen, row => row.ErrorCode == DeliveryError.Rate);
        await citizen.WritesAsync(Danger);

        await citizen.AwaitsAsync("assistant automatique");
        Assert.Contains("17", citizen.Screen[0], StringComparison.Ordinal);
        Assert.DoesNotContain("assistant automatique", citizen.Screen[0], StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task AnOperatorAnswersAndTheCitizenReadsIt(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        await citizen.WritesAsync(Danger);
        var conversation = await ConversationAsync(service, citizen);

        await service.Desk.TakeAsync(conversation.Id, "op-1", "Adjudante Camille", Stop);
        await service.Desk.WriteAsync(conversation.Id, "op-1", "Où êtes-vous <exactement> & avec qui *maintenant* ?", Guid.NewGuid().ToString("N"), Stop);

        Assert.Equal("Où êtes-vous <exactement> & avec qui *maintenant* ?", await citizen.AwaitsAsync("Où êtes-vous"));
        await citizen.WritesAsync("rue de la gare");
        await ConversationAsync(service, citizen, citizenLines: 2);
    }

    [Theory]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.Server)]
    [InlineData(Fault.Hang)]
    public async Task AProviderThatFailsForAWhileGetsItLaterOnceAndInOrder(Fault fault)
    {
        var (service, telegram) = await services.OnAsync(Engine.Sqlite);
        var citizen = new TelegramCitizen(telegram);
        telegram.Fails(citizen.Chat, fault, fault);

        await citizen.WritesAsync("comment porter plainte pour un vol de vélo ?");

        await citizen.AwaitsAsync("https://brigade.exemple.fr/aide/");
        await SettledAsync(service, citizen);
        Assert.Contains("assistant automatique", citizen.Screen[0], StringComparison.Ordinal);
        Assert.Equal(citizen.Screen.Count, citizen.Screen.Distinct().Count());
    }

    [Theory, EngineData]
    public async Task WhatIsGivenUpIsADeadLetterThatIsSentAgainByHand(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        telegram.Fails(citizen.Chat, Fault.Blocked);

        await citizen.WritesAsync("comment porter plainte pour un vol de vélo ?");

        // What follows a dead letter goes on.
        await citizen.AwaitsAsync("https://brigade.exemple.fr/aide/");
        var letters = service.Services.GetRequiredService<DeadLetters>();
        var dead = await WithAsync(service, citizen, row => row.State == DeliveryState.Failed);
        Assert.Equal(DeliveryError.Blocked, dead.ErrorCode);
        Assert.DoesNotContain(citizen.Screen, text => text.Contains("assistant automatique", StringComparison.Ordinal));
        Assert.Contains(await letters.ReadAsync("telegram", 100, Stop), row => row.Id == dead.Id);

        Assert.True(await letters.SendAgainAsync(dead.Id, Stop));
        await citizen.AwaitsAsync("assistant automatique");
        await SettledAsync(service, citizen);
        Assert.False(await letters.SendAgainAsync(dead.Id, Stop));
    }

    [Fact]
    public async Task AfterManyFailuresAPartIsGivenUpAndCounted()
    {
        var (service, telegram) = await TelegramServices.StartAsync(Engine.Sqlite, "Channels:Attempts=3", "Channels:FirstPauseMilliseconds=5");
        await using var owned = service;
        await using var simulator = telegram;
        var citizen = new TelegramCitizen(telegram);
        telegram.Fails(citizen.Chat, Fault.Server, Fault.Server, Fault.Server);

        await citizen.WritesAsync("/start");

        var dead = await WithAsync(service, citizen, row => row.State == DeliveryState.Dead);
        Assert.Equal(3, dead.Attempts);

        // Counted once it is written.
        var counters = service.Services.GetRequiredService<ChannelCounters>();
        await EventuallyAsync(() => counters.Of("telegram", Counted.Dead) == 1);
    }

    [Theory, EngineData]
    public async Task NothingIsLostOrSaidTwiceByARestartInTheMiddle(Engine engine)
    {
        var (service, telegram) = await TelegramServices.StartAsync(engine);
        await using var owned = service;
        await using var simulator = telegram;
        var citizens = Enumerable.Range(0, 8).Select(_ => new TelegramCitizen(telegram)).ToList();

        await Task.WhenAll(citizens.Select(citizen => citizen.WritesAsync("comment porter plainte pour un vol de vélo ?")));
        await service.RestartAsync();
        telegram.Service = service.Address;

        foreach (var citizen in citizens)
        {
            await citizen.AwaitsAsync("https://brigade.exemple.fr/aide/");
            await SettledAsync(service, citizen);
            Assert.Equal(citizen.Screen.Count, citizen.Screen.Distinct().Count());
            Assert.Contains("assistant automatique", citizen.Screen[0], StringComparison.Ordinal);
        }
    }

    [Theory, EngineData]
    public async Task AButtonSaysItsChoiceAndStopsTurning(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        await citizen.WritesAsync("/start");
        await citizen.AwaitsAsync("assistant automatique");
        var title = telegram.Sent(citizen.Chat)[0].Buttons[0].Title;

        var answer = await citizen.TapsAsync(title);

        Assert.Contains("answerCallbackQuery", answer, StringComparison.Ordinal);
        var conversation = await ConversationAsync(service, citizen);
        Assert.Equal(title, Assert.Single(await LinesAsync(service, conversation.Id), line => line.Author is Author.Citizen).Text);
    }

    [Theory, EngineData]
    public async Task AnEditIsRecordedBesideWhatWasWritten(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var message = await citizen.WritesAsync("mon vélo est rouge");
        await ConversationAsync(service, citizen);

        await citizen.EditsAsync(message, "mon vélo est bleu");

        var conversation = await ConversationAsync(service, citizen, citizenLines: 2);
        var lines = await LinesAsync(service, conversation.Id);
        var first = lines.First(line => line.Author is Author.Citizen);
        Assert.Equal("mon vélo est rouge", first.Text);
        Assert.Contains(lines, line => line.Audience is Audience.Staff && line.Text.Contains($"modifié sa ligne {first.Sequence}", StringComparison.Ordinal));
        Assert.Equal("mon vélo est bleu", lines.Last(line => line.Author is Author.Citizen).Text);
    }

    [Theory, EngineData]
    public async Task PhotosAndVoiceAreKeptAndVoiceIsAskedForInWriting(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var photo = telegram.Holds(SomeFile.Photo());
        var voice = telegram.Holds([.. "OggS"u8, .. new byte[500]]);

        await citizen.SendsAsync(new JsonObject { ["photo"] = new JsonArray(new JsonObject { ["file_id"] = photo, ["file_unique_id"] = "u", ["width"] = 64, ["height"] = 32 }), ["caption"] = "bonjour, comment déclarer la perte de mes papiers ?" });
        await citizen.SendsAsync(new JsonObject { ["voice"] = new JsonObject { ["file_id"] = voice, ["file_unique_id"] = "v", ["duration"] = 3, ["mime_type"] = "audio/ogg" } });

        await citizen.AwaitsAsync("Message vocal gardé");
        var conversation = await ConversationAsync(service, citizen, citizenLines: 2);
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>().CreateDbContextAsync(Stop);
        var kept = await db.Files.Where(file => file.ConversationId == conversation.Id).OrderBy(file => file.At).ToListAsync(Stop);
        Assert.Equal(["image/jpeg", "audio/ogg"], kept.Select(file => file.ContentType));
        Assert.True(kept[0].HasCopy);
    }

    [Theory, EngineData]
    public async Task WhoWaitsForAPersonIsToldTooThatVoiceIsNotUnderstood(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        await citizen.WritesAsync(Danger);
        await ConversationAsync(service, citizen);

        await citizen.SendsAsync(new JsonObject { ["voice"] = new JsonObject { ["file_id"] = telegram.Holds([.. "OggS"u8, .. new byte[500]]), ["file_unique_id"] = "v", ["duration"] = 3, ["mime_type"] = "audio/ogg" } });

        await citizen.AwaitsAsync("Message vocal gardé");
    }

    [Theory, EngineData]
    public async Task APositionIsThatOfThePage(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        await citizen.SendsAsync(new JsonObject { ["location"] = new JsonObject { ["latitude"] = 48.8566, ["longitude"] = 2.3522, ["horizontal_accuracy"] = 12.5 } });

        var conversation = await ConversationAsync(service, citizen);
        var line = Assert.Single(await LinesAsync(service, conversation.Id), line => line.Author is Author.Citizen);
        var position = JsonNode.Parse(line.Data!)!["channelData"]!["position"]!;
        Assert.Equal((48.8566, 2.3522, 12.5), (position["latitude"]!.GetValue<double>(), position["longitude"]!.GetValue<double>(), position["accuracy"]!.GetValue<double>()));
    }

    [Theory, EngineData]
    public async Task StickersAreAnsweredPolitelyOnceInARow(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);
        var sticker = new JsonObject { ["sticker"] = new JsonObject { ["file_id"] = "s", ["file_unique_id"] = "s", ["type"] = "regular", ["width"] = 512, ["height"] = 512, ["is_animated"] = false, ["is_video"] = false } };

        await citizen.SendsAsync(sticker);
        await citizen.AwaitsAsync("Je ne sais pas lire ce type de message");
        await citizen.SendsAsync(sticker);
        await StaffLinesAsync(service, citizen, 2);
        await SettledAsync(service, citizen);

        Assert.Single(citizen.Screen, text => text.StartsWith("Je ne sais pas lire", StringComparison.Ordinal));
    }

    [Theory, EngineData]
    public async Task InAGroupOneInvitationToWriteInPrivateIsTheOnlyAnswer(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var group = -1_000_000 - (int)engine;
        JsonObject Said(long message) => TelegramSimulator.Message(telegram.NextUpdate(), group, message, "/aide il me frappe", new JsonObject { ["entities"] = new JsonArray(new JsonObject { ["type"] = "bot_command", ["offset"] = 0, ["length"] = 5 }) }, type: "group");

        await telegram.DeliversAsync(Said(1));
        await EventuallyAsync(() => telegram.Sent(group).Count > 0);
        await telegram.DeliversAsync(Said(2));
        await EventuallyAsync(async () =>
        {
            await using var receipts = await DatabaseAsync(service);
            return await receipts.Receipts.CountAsync(receipt => receipt.Kind == Bot.Channels.Inbox.InboundKind.Public && receipt.State == ReceiptState.Recorded, Stop) >= 2;
        });

        Assert.Contains("message privé", Assert.Single(telegram.Sent(group)).Text, StringComparison.Ordinal);
        await using var db = await service.Services.GetRequiredService<IDbContextFactory<Handoff.HandoffDb>>().CreateDbContextAsync(Stop);
        Assert.False(await db.Messages.AnyAsync(line => line.Text.Contains("/aide il me frappe"), Stop));
    }

    [Theory, EngineData]
    public async Task NoIdentifierOfTelegramStandsInTheClear(Engine engine)
    {
        var (service, telegram) = await services.OnAsync(engine);
        var citizen = new TelegramCitizen(telegram);

        await citizen.WritesAsync("bonjour, je voudrais un renseignement");
        await citizen.AwaitsAsync("assistant automatique");
        await SettledAsync(service, citizen);

        await using var db = await DatabaseAsync(service);
        var user = await db.Users.SingleAsync(user => user.UserKey == KeyOf(service, citizen), Stop);
        var chat = citizen.Chat.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.DoesNotContain(chat, user.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(chat, (await ConversationAsync(service, citizen)).Visitor, StringComparison.Ordinal);
        Assert.All(await db.Receipts.Where(receipt => receipt.UserKey == user.UserKey).ToListAsync(Stop), receipt => Assert.Null(receipt.Payload));
    }

    [Theory]
    [InlineData("--Channels:Telegram:Token=123456789:AAE-jeton-du-simulateur", "Channels:Telegram:Secret")]
    [InlineData("--Channels:Telegram:Secret=un-secret-assez-long", "Channels:Telegram:Token")]
    public async Task HalfAConfigurationStopsTheStartWithOneLine(string given, string missing)
    {
        var (code, error) = await ServiceProcess.RunAsync(given, "--DirectLine:PublicAddress=https://brigade.exemple.fr");

        Assert.Equal(1, code);
        Assert.Contains(missing, error, StringComparison.Ordinal);
        Assert.DoesNotContain("jeton-du-simulateur", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutKeysTheWebhookIsNotThere()
    {
        await using var service = await Service.StartAsync();

        var answer = await service.Http.PostAsync("/api/channels/telegram", new StringContent("{}", Encoding.UTF8, "application/json"), Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<ChannelsDb> DatabaseAsync(Service service) => service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>().CreateDbContextAsync(Stop);

    private static string KeyOf(Service service, TelegramCitizen citizen) =>
        service.Services.GetRequiredService<ChannelSecrets>().Key("telegram", citizen.Chat.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task EventuallyAsync(Func<bool> there) => await EventuallyAsync(() => Task.FromResult(there()));

    private static async Task EventuallyAsync(Func<Task<bool>> there)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await there()) return;
            await Task.Delay(25, Stop);
        }

        Assert.Fail("It did not come.");
    }

    /// <summary>The conversation of a citizen, once so many lines of theirs stand in it.</summary>
    private static async Task<Conversation> ConversationAsync(Service service, TelegramCitizen citizen, int citizenLines = 1)
    {
        Conversation? found = null;
        await EventuallyAsync(async () =>
        {
            await using var db = await DatabaseAsync(service);
            var key = KeyOf(service, citizen);
            var id = await db.Users.Where(user => user.UserKey == key).Select(user => user.ConversationId).FirstOrDefaultAsync(Stop);
            if (id is null) return false;
            found = await service.Transcript.FindAsync(id, Stop);
            return found is not null && (await LinesAsync(service, id)).Count(line => line.Author is Author.Citizen) >= citizenLines;
        });
        return found!;
    }

    private static Task<IReadOnlyList<Message>> LinesAsync(Service service, string conversation) => service.Transcript.ReadAsync(conversation, 0, 1000, Stop);

    private static Task StaffLinesAsync(Service service, TelegramCitizen citizen, int count) => EventuallyAsync(async () =>
    {
        var conversation = await ConversationAsync(service, citizen, citizenLines: 0);
        return (await LinesAsync(service, conversation.Id)).Count(line => line.Audience is Audience.Staff && line.Kind == "channel") >= count;
    });

    /// <summary>A delivery of this citizen, once there is one like that.</summary>
    private static async Task<ChannelDelivery> WithAsync(Service service, TelegramCitizen citizen, System.Linq.Expressions.Expression<Func<ChannelDelivery, bool>> wanted)
    {
        ChannelDelivery? found = null;
        await EventuallyAsync(async () =>
        {
            await using var db = await DatabaseAsync(service);
            var key = KeyOf(service, citizen);
            found = await db.Deliveries.AsNoTracking().Where(row => db.Users.Any(user => user.Id == row.UserId && user.UserKey == key)).FirstOrDefaultAsync(wanted, Stop);
            return found is not null;
        });
        return found!;
    }

    /// <summary>Everything that was taken is recorded, everything that was planned is sent, and everything written is planned.</summary>
    private static Task SettledAsync(Service service, TelegramCitizen citizen) => EventuallyAsync(async () =>
    {
        await using var db = await DatabaseAsync(service);
        var key = KeyOf(service, citizen);
        if (await db.Users.FirstOrDefaultAsync(user => user.UserKey == key, Stop) is not { } user) return false;
        if (await db.Receipts.AnyAsync(receipt => receipt.UserKey == key && receipt.State == ReceiptState.Received, Stop)) return false;
        if (await db.Deliveries.AnyAsync(row => row.UserId == user.Id && (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending), Stop)) return false;
        return await service.Transcript.FindAsync(user.ConversationId!, Stop) is { } conversation && conversation.LastSequence == user.Cursor && conversation.AnsweredThrough == conversation.LastCitizenSequence;
    });
}
