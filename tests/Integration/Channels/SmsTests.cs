using System.Net;
using BrigadeNumerique.Bot.Channels;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Queue;
using BrigadeNumerique.Support.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BrigadeNumerique.Integration.Channels;

public sealed class SmsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task ChoicesAreNumberedAndANumberAnswersThem(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var phone = SmsGateway.Telephone();

        (await stage.Gateway.WritesAsync(phone, "bonjour")).EnsureSuccessStatusCode();

        var greeting = await stage.Gateway.AwaitsAsync(phone, "Répondez par le numéro");
        Assert.Contains("\n2. ", greeting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("**", greeting.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('’', greeting.Text);
        await stage.SettledAsync(phone);
        var last = (await stage.LinesAsync(phone)).Last(line => LineDataOf(line).Count > 0);
        (await stage.Gateway.WritesAsync(phone, "2")).EnsureSuccessStatusCode();

        await stage.UntilAsync(async () => (await stage.LinesAsync(phone)).Count(line => line.Author is Author.Citizen) == 2);
        Assert.Equal(LineDataOf(last)[1], (await stage.LinesAsync(phone)).Last(line => line.Author is Author.Citizen).Text);
    }

    [Theory, EngineData]
    public async Task DangerGivesTheNumbersAndEntersTheQueue(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var phone = SmsGateway.Telephone();

        await stage.Gateway.WritesAsync(phone, "il a un couteau et il est derrière la porte");

        await stage.Gateway.AwaitsAsync(phone, "114");
        var conversation = (await stage.LinesAsync(phone))[0].ConversationId;
        Assert.Equal(Priority.Urgent, (await stage.Service.Services.GetRequiredService<QueueBoard>().WaitingAsync(Stop)).Single(waiting => waiting.Id == conversation).Priority);
    }

    [Theory, EngineData]
    public async Task AWrongSignatureIsRefusedAndCounted(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var phone = SmsGateway.Telephone();

        Assert.Equal(HttpStatusCode.Unauthorized, (await stage.Gateway.WritesAsync(phone, "bonjour", secret: "un-autre-secret-de-passerelle")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stage.Gateway.PostsRawAsync("{}"u8.ToArray(), null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Gateway.PostsRawAsync("[1"u8.ToArray(), SmsGateway.Secret)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await stage.Gateway.PostsRawAsync(new byte[10 * 1024 * 1024], SmsGateway.Secret)).StatusCode);

        Assert.Equal(2, stage.Service.Services.GetRequiredService<ChannelCounters>().Of("sms", Counted.Refused));
        await using var db = await stage.DatabaseAsync();
        Assert.False(await db.Receipts.AnyAsync(Stop));
    }

    [Theory, EngineData]
    public async Task TheDeskSeesThatATextArrivedOrDidNot(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var phone = SmsGateway.Telephone();
        await stage.Gateway.WritesAsync(phone, "il a un couteau et il est derrière la porte");
        await stage.Gateway.AwaitsAsync(phone, "114");
        var conversation = (await stage.LinesAsync(phone))[0].ConversationId;
        await stage.Service.Desk.TakeAsync(conversation, "op-1", "Adjudante Camille", Stop);
        var first = (await stage.Service.Desk.WriteAsync(conversation, "op-1", "Où êtes-vous ?", "a", Stop))!.Value;
        var second = (await stage.Service.Desk.WriteAsync(conversation, "op-1", "Répondez-moi par oui.", "b", Stop))!.Value;

        await stage.Gateway.TellsAsync(await stage.Gateway.AwaitsAsync(phone, "Où êtes-vous"), "delivered");
        await stage.Gateway.TellsAsync(await stage.Gateway.AwaitsAsync(phone, "Répondez-moi"), "failed", "absent subscriber");

        var deliveries = stage.Service.Services.GetRequiredService<IDeliveries>();
        await stage.UntilAsync(async () => await deliveries.OfAsync(conversation, Stop) is var states
            && states.GetValueOrDefault(first) is { Progress: LineProgress.Delivered } && states.GetValueOrDefault(second) is { Progress: LineProgress.Failed, Reason: DeliveryError.Undelivered });
    }

    [Theory]
    [InlineData(Fault.LostAnswer)]
    [InlineData(Fault.Server)]
    [InlineData(Fault.TooMany)]
    public async Task AFaultOfTheGatewayDoublesNothing(Fault fault)
    {
        await using var stage = await SmsStage.StartAsync(Engine.Sqlite);
        var phone = SmsGateway.Telephone();
        stage.Gateway.Fails(phone, fault);

        await stage.Gateway.WritesAsync(phone, "bonjour");

        await stage.Gateway.AwaitsAsync(phone, "assistant automatique");
        await stage.SettledAsync(phone);
        Assert.Equal(stage.Gateway.Sent(phone).Count, stage.Gateway.Sent(phone).Select(message => message.Text).Distinct().Count());
    }

    [Fact]
    public async Task AGatewayThatHangsGetsItLaterOnce()
    {
        await using var stage = await SmsStage.StartAsync(Engine.Sqlite);
        var phone = SmsGateway.Telephone();
        stage.Gateway.Fails(phone, Fault.Hang);

        await stage.Gateway.WritesAsync(phone, "bonjour");

        await stage.Gateway.AwaitsAsync(phone, "assistant automatique");
        await stage.SettledAsync(phone);
        Assert.Single(stage.Gateway.Sent(phone));
        Assert.True(stage.Gateway.Calls >= 2);
    }

    [Fact]
    public async Task AGatewayWithAHeaderOfItsOwnKnowsUsByIt()
    {
        await using var stage = await SmsStage.StartAsync(Engine.Sqlite, header: "X-Api-Key");
        var phone = SmsGateway.Telephone();

        await stage.Gateway.WritesAsync(phone, "bonjour");

        await stage.Gateway.AwaitsAsync(phone, "assistant automatique");
    }

    [Theory, EngineData]
    public async Task WhatIsRepeatedIsRecordedOnceAndWhatIsNoTextAnsweredPolitely(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var (phone, picture) = (SmsGateway.Telephone(), SmsGateway.Telephone());

        for (var n = 0; n < 3; n++) (await stage.Gateway.WritesAsync(phone, "comment porter plainte pour un vol de vélo ?", "le-meme")).EnsureSuccessStatusCode();
        (await stage.Gateway.WritesAsync(picture, null)).EnsureSuccessStatusCode();

        await stage.Gateway.AwaitsAsync(phone, "/aide/");
        await stage.SettledAsync(phone);
        Assert.Single(await stage.LinesAsync(phone), line => line.Author is Author.Citizen);
        Assert.Equal(2, stage.Service.Services.GetRequiredService<ChannelCounters>().Of("sms", Counted.Duplicate));
        await stage.Gateway.AwaitsAsync(picture, "Je ne sais pas lire");
    }

    [Theory, EngineData]
    public async Task ALongAnswerIsCutAtASentenceAndComesInOrder(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine, settings: "Channels:Sms:LongestText=200");
        var phone = SmsGateway.Telephone();

        await stage.Gateway.WritesAsync(phone, "bonjour");

        await stage.Gateway.AwaitsAsync(phone, "Répondez par le numéro");
        await stage.SettledAsync(phone);
        var parts = stage.Gateway.Sent(phone);
        Assert.True(parts.Count >= 3);
        Assert.All(parts, part => Assert.InRange(part.Text.Length, 1, 200));
        Assert.StartsWith("Bonjour.", parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("Répondez par le numéro", parts[^1].Text, StringComparison.Ordinal);
        Assert.Contains("114", string.Concat(parts.Select(part => part.Text)), StringComparison.Ordinal);
    }

    [Theory, EngineData]
    public async Task WhoSaidStopIsNotWrittenToAgainAndTheDeskSaysWhy(Engine engine)
    {
        await using var stage = await SmsStage.StartAsync(engine);
        var phone = SmsGateway.Telephone();
        stage.Gateway.Fails(phone, Fault.Blocked);

        await stage.Gateway.WritesAsync(phone, "bonjour");

        await stage.UntilAsync(async () =>
        {
            await using var db = await stage.DatabaseAsync();
            return await db.Deliveries.AnyAsync(row => row.Channel == "sms" && row.State == DeliveryState.Failed && row.ErrorCode == DeliveryError.Blocked, Stop);
        });
        Assert.Empty(stage.Gateway.Sent(phone));
    }

    [Theory]
    [InlineData("{\"messages\":[{\"id\":\"1\",\"from\":\"+33612345678\",\"text\":\"a\\u0000\"}],\"nouveau\":{\"a\":[1]}}", HttpStatusCode.OK)]
    [InlineData("{\"messages\":{\"id\":1},\"statuses\":\"x\"}", HttpStatusCode.OK)]
    [InlineData("{\"messages\":[{\"id\":\"1\",\"from\":\"+33612345678\",\"text\":\"\\uD800\"}]}", HttpStatusCode.OK)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task StrangeShapesBreakNothing(string body, HttpStatusCode expected)
    {
        await using var stage = await SmsStage.StartAsync(Engine.Sqlite);

        Assert.Equal(expected, (await stage.Gateway.PostsRawAsync(System.Text.Encoding.UTF8.GetBytes(body), SmsGateway.Secret)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Gateway.PostsRawAsync([.. "{\"messages\":[{\"text\":\""u8, 0xC3, 0x28, .. "\"}]}"u8], SmsGateway.Secret)).StatusCode);
    }

    [Theory]
    [InlineData("--Channels:Sms:Url=https://passerelle.exemple/messages", "Channels:Sms:Secret")]
    [InlineData("--Channels:Sms:Secret=un-secret-assez-long", "Channels:Sms:Url")]
    public async Task HalfAConfigurationStopsTheStartWithOneLine(string given, string missing)
    {
        var (code, error) = await ServiceProcess.RunAsync(given, "--DirectLine:PublicAddress=https://brigade.exemple.fr");

        Assert.Equal(1, code);
        Assert.Contains(missing, error, StringComparison.Ordinal);
        Assert.DoesNotContain("un-secret-assez-long", error, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> LineDataOf(Message line) => Bot.Activities.LineData.ChoicesOf(line.Data);
}

/// <summary>A service with a gateway beside it.</summary>
internal sealed class SmsStage(Service service, SmsGateway gateway) : IAsyncDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Service Service => service;

    public SmsGateway Gateway => gateway;

    public static async Task<SmsStage> StartAsync(Engine engine, string? header = null, params string[] settings)
    {
        var gateway = await SmsGateway.StartAsync(header);
        var service = await Service.StartAsync(engine, [.. gateway.Settings, .. settings]);
        gateway.Service = service.Address;
        return new SmsStage(service, gateway);
    }

    public Task<ChannelsDb> DatabaseAsync() => service.Services.GetRequiredService<IDbContextFactory<ChannelsDb>>().CreateDbContextAsync(Stop);

    public async Task<IReadOnlyList<Message>> LinesAsync(string phone)
    {
        var key = service.Services.GetRequiredService<ChannelSecrets>().Key("sms", phone);
        await using var db = await DatabaseAsync();
        var user = await db.Users.SingleAsync(user => user.UserKey == key, Stop);
        return await service.Transcript.ReadAsync(user.ConversationId!, 0, 1000, Stop);
    }

    public async Task SettledAsync(string phone)
    {
        var key = service.Services.GetRequiredService<ChannelSecrets>().Key("sms", phone);
        await UntilAsync(async () =>
        {
            await using var db = await DatabaseAsync();
            var user = await db.Users.SingleAsync(user => user.UserKey == key, Stop);
            if (await db.Deliveries.AnyAsync(row => row.UserId == user.Id && (row.State == DeliveryState.Pending || row.State == DeliveryState.Sending), Stop)) return false;
            return await service.Transcript.FindAsync(user.ConversationId!, Stop) is { } conversation && conversation.LastSequence == user.Cursor && conversation.AnsweredThrough == conversation.LastCitizenSequence;
        });
    }

    public async Task UntilAsync(Func<Task<bool>> there)
    {
        for (var attempt = 0; attempt < 400; attempt++)
        {
            if (await there()) return;
            await Task.Delay(25, Stop);
        }

        Assert.Fail("It did not come.");
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await gateway.DisposeAsync();
    }
}
