using System.Net.Http.Headers;
using System.Text;
using BrigadeNumerique.Bot.Channels.DirectLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.DirectLine;

public sealed class ProtocolTests(Services services)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task AConversationStartsOnceAndIsTheSameAfterAReload(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var citizen = await Citizen.ArriveAsync(service.Http);

        var again = await citizen.CallAsync(HttpMethod.Post, "/v3/directline/conversations", new { user = new { } });

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var body = await again.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(citizen.Conversation, body.GetProperty("conversationId").GetString());
        Assert.StartsWith("ws://", body.GetProperty("streamUrl").GetString(), StringComparison.Ordinal);
        Assert.Single(await citizen.ReadsAsync(), activity => activity.Kind() == "greeting");
    }

    [Theory, EngineData]
    public async Task TheGreetingSaysThatItIsAnAutomaticAssistant(Engine engine)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);

        var greeting = Assert.Single(await citizen.ReadsAsync());

        Assert.Contains("assistant automatique", greeting.Text(), StringComparison.Ordinal);
        Assert.Contains("114", greeting.Text(), StringComparison.Ordinal);
        Assert.Equal("bot", greeting.GetProperty("from").GetProperty("role").GetString());
    }

    [Theory, EngineData]
    public async Task TheSecretMakesATokenForAUserWhoseIdCannotBeForged(Engine engine)
    {
        var service = await services.OnAsync(engine);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Content = JsonContent.Create(new { user = new { id = "dl_alice" } }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Service.Secret);

        var answer = await (await service.Http.SendAsync(request, Stop)).Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal(1800, answer.GetProperty("expires_in").GetInt32());
        var (id, token) = (answer.GetProperty("conversationId").GetString(), answer.GetProperty("token").GetString()!);
        await CallAsync(service, token, HttpMethod.Post, "/v3/directline/conversations", null);
        await CallAsync(service, token, HttpMethod.Post, $"/v3/directline/conversations/{id}/activities", new { type = "message", from = new { id = "dl_mallory", role = "bot" }, text = "bonjour" });
        var history = await (await CallAsync(service, token, HttpMethod.Get, $"/v3/directline/conversations/{id}/activities", null)).Content.ReadFromJsonAsync<JsonElement>(Stop);
        var echo = history.GetProperty("activities").EnumerateArray().Single(activity => activity.IsFromCitizen());
        Assert.Equal("dl_alice", echo.GetProperty("from").GetProperty("id").GetString());
    }

    [Theory, EngineData]
    public async Task WithoutCredentialIs401AndAForeignOrForgedTokenIs403(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var (one, other) = (await Citizen.ArriveAsync(service.Http), await Citizen.ArriveAsync(service.Http));

        var none = await service.Http.GetAsync($"/v3/directline/conversations/{one.Conversation}/activities", Stop);
        var foreign = await one.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{one.Conversation}/activities", null, other.Token).ErrorAsync();
        var forged = await one.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{one.Conversation}/activities", null, one.Token[..^3] + "AAA").ErrorAsync();
        var tokenForTokens = await one.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate", new { }).ErrorAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), foreign);
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), forged);
        Assert.Equal((HttpStatusCode.Forbidden, "BadArgument"), tokenForTokens);
    }

    [Fact]
    public async Task AnExpiredTokenIs403TokenExpiredAndARefreshInTimeGivesAnotherOfTheSameConversation()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await Citizen.ArriveAsync(service.Http);
        var address = $"/v3/directline/conversations/{citizen.Conversation}/activities";
        var (keys, options) = (service.Services.GetRequiredService<DirectLineKeys>(), service.Services.GetRequiredService<IOptions<DirectLineOptions>>());

        // What the service would have signed, had the citizen come so long ago.
        string SignedBefore(TimeSpan ago) => new Tokens(keys, options, new FakeTimeProvider(DateTimeOffset.UtcNow - ago)).Mint(citizen.Conversation, null, []);
        var refreshed = await (await citizen.CallAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", null)).Content.ReadFromJsonAsync<JsonElement>(Stop);
        var late = await citizen.CallAsync(HttpMethod.Get, address, null, SignedBefore(options.Value.TokenLifetime)).ErrorAsync();
        var inTime = await citizen.CallAsync(HttpMethod.Get, address, null, SignedBefore(options.Value.TokenLifetime - TimeSpan.FromMinutes(1)));

        Assert.Equal(citizen.Conversation, refreshed.GetProperty("conversationId").GetString());
        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), late);
        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
    }

    public static TheoryData<string, int, string> BadBodies() => new()
    {
        { "{\"type\":\"message\",\"text\":\"oups", 400, "BadSyntax" },
        { "[]", 400, "BadSyntax" },
        { "\"bonjour\"", 400, "BadSyntax" },
        { "", 400, "BadSyntax" },
        { "{\"text\":\"sans type\"}", 400, "MissingProperty" },
        { "{\"type\":12,\"text\":\"a\"}", 400, "BadArgument" },
        { "{\"type\":\"message\",\"text\":{\"a\":1}}", 400, "BadArgument" },
        { "{\"type\":\"message\",\"text\":\"   \"}", 400, "BadArgument" },
        { "{\"type\":\"message\"}", 400, "BadArgument" },
        { "{\"type\":\"message\",\"text\":\"\\ud800\"}", 400, "BadSyntax" },
        { "{\"type\":\"message\",\"text\":\"a\\u0000b\"}", 400, "BadArgument" },
        { "{\"type\":\"message\",\"text\":\"a\",\"channelData\":{\"clientActivityID\":5}}", 400, "BadArgument" },
        { "{\"type\":\"message\",\"text\":\"" + new string('a', 100_000) + "\"}", 413, "MessageSizeTooBig" },
        { "{\"type\":\"message\",\"text\":\"a\",\"value\":\"" + new string('a', 300_000) + "\"}", 413, "MessageSizeTooBig" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100), 400, "BadSyntax" },
    };

    [Theory, MemberData(nameof(BadBodies))]
    public async Task ABadBodyGetsAClearErrorAndLeavesNothing(string body, int status, string code)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var error = await citizen.PostsRawAsync(Encoding.UTF8.GetBytes(body)).ErrorAsync();

        Assert.Equal(((HttpStatusCode)status, code), error);
        Assert.DoesNotContain(await citizen.ReadsAsync(), activity => activity.IsFromCitizen());
    }

    [Fact]
    public async Task BrokenUtf8IsRefusedWithoutAFault()
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var error = await citizen.PostsRawAsync([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]).ErrorAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "BadSyntax"), error);
    }

    public static TheoryData<string> Words() =>
    [
        "  espaces gardés  ",
        "👨‍👩‍👧‍👦 🆘 é e\u0301",
        "\u202Eنص\u202C \u200B\u200D mixte",
        "tab\tet\u0007cloche\r\nligne",
        "Robert'); DROP TABLE messages;--",
        "<script>alert(1)</script> <b>gras</b> & &amp;",
        "![x](https://ailleurs.example/x.png) **pas gras**",
        new string('z', 4_000),
    ];

    [Theory, MemberData(nameof(Words))]
    public async Task AnyWordsComeBackCodePointForCodePointAsPlainText(string words)
    {
        foreach (var engine in Database.PostgreSqlServer is null ? [Engine.Sqlite] : new[] { Engine.Sqlite, Engine.PostgreSql })
        {
            var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);
            var id = await citizen.WritesAsync(words);

            var echo = (await citizen.ReadsAsync()).Single(activity => activity.GetProperty("id").GetString() == id);

            Assert.Equal(words, echo.Text());
            Assert.Equal("plain", echo.GetProperty("textFormat").GetString());
        }
    }

    [Theory, EngineData]
    public async Task AMessageSentTwiceWithOneClientIdIsOneMessage(Engine engine)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => citizen.WritesAsync("horaires de la gendarmerie", "le-même")));
        await citizen.AwaitsAnswerAsync(ids[0]);
        citizen.Watermark = "";
        var history = await citizen.ReadsAsync();

        Assert.Single(ids.Distinct());
        Assert.Single(history, activity => activity.IsFromCitizen());
        Assert.Single(history, activity => activity.TryGetProperty("replyToId", out var reply) && reply.GetString() == ids[0]);
    }

    [Theory, EngineData]
    public async Task TwentyMessagesAtOnceAreAllThereOnceInOneOrderWithGrowingTimes(Engine engine)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => citizen.WritesAsync($"question numéro {n}")));
        var history = await citizen.ReadsAsync();

        var citizens = history.Where(activity => activity.IsFromCitizen()).ToList();
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"question numéro {n}").Order(), citizens.Select(activity => activity.Text()).Order());
        var times = history.Select(activity => activity.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Distinct().Order(), times);
    }

    [Theory, EngineData]
    public async Task TheStreamReplaysFromTheWatermarkAndThenGoesOnWithoutGapOrDouble(Engine engine)
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(engine)).Http);
        await citizen.WritesAsync("premier message");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(20));

        using var socket = await citizen.ListensAsync(cancellationToken: limit.Token);
        var writing = Task.WhenAll(Enumerable.Range(0, 10).Select(n => citizen.WritesAsync($"suite {n}")));
        var seen = new List<string>();
        while (seen.Count(text => text.StartsWith("suite", StringComparison.Ordinal)) < 10)
        {
            var frame = await Citizen.TakesAsync(socket, limit.Token);
            seen.AddRange(frame.GetProperty("activities").EnumerateArray().Where(activity => activity.IsFromCitizen()).Select(activity => activity.Text()));
        }

        await writing;
        Assert.Equal("premier message", seen[0]);
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(11, seen.Count);
    }

    [Fact]
    public async Task TypingReachesNoHistoryAndUnknownKindsAreAcknowledged()
    {
        var citizen = await Citizen.ArriveAsync((await services.OnAsync(Engine.Sqlite)).Http);

        var typing = await citizen.PostsAsync(new { type = "typing", from = new { id = "x" } });
        var unknown = await citizen.PostsAsync(new { type = "messageReaction", from = new { id = "x" } });
        var forgedEvent = await citizen.PostsAsync(new { type = "event", name = "handoff.status", value = new { state = "accepted" }, from = new { id = "x" } });

        Assert.All([typing, unknown, forgedEvent], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Single(await citizen.ReadsAsync());
    }

    [Fact]
    public async Task AnUnknownConversationIs404AndAStrangeWatermarkIs400()
    {
        var service = await services.OnAsync(Engine.Sqlite);
        var citizen = await Citizen.ArriveAsync(service.Http);

        var unknown = await citizen.CallAsync(HttpMethod.Get, "/v3/directline/conversations/inconnue/activities", null, Service.Secret).ErrorAsync();
        var strange = await citizen.CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{citizen.Conversation}/activities?watermark=-4x", null).ErrorAsync();

        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), unknown);
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), strange);
    }

    [Fact]
    public async Task OnlyAllowedOriginsMayTalkFromAnotherSite()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "DirectLine:AllowedOrigins:0=https://mairie.example");

        var allowed = await PreflightAsync(service, "https://mairie.example");
        var other = await PreflightAsync(service, "https://ailleurs.example");
        using var foreignToken = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Content = JsonContent.Create(new { }) };
        foreignToken.Headers.Add("Origin", "https://ailleurs.example");
        var refused = await service.Http.SendAsync(foreignToken, Stop);

        Assert.Equal("https://mairie.example", allowed);
        Assert.Null(other);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task TooManyMessagesAre429WithTheSecondsToWaitAndWhatWasAcknowledgedStays()
    {
        await using var service = await Service.StartAsync(Engine.Sqlite, "RateLimits:Factor=1");
        var citizen = await Citizen.ArriveAsync(service.Http);

        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => citizen.PostsAsync(new { type = "message", from = new { id = "x" }, text = $"n° {n}" })));

        var refused = responses.Where(response => response.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, response => Assert.True(response.Headers.RetryAfter!.Delta > TimeSpan.Zero));
        var accepted = responses.Count(response => response.IsSuccessStatusCode);
        Assert.InRange(accepted, 20, 30);
        Assert.Equal(accepted, (await citizen.ReadsAsync()).Count(activity => activity.IsFromCitizen()));
    }

    private static async Task<string?> PreflightAsync(Service service, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent");
        var response = await service.Http.SendAsync(request, Stop);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }

    private static async Task<HttpResponseMessage> CallAsync(Service service, string token, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await service.Http.SendAsync(request, Stop);
    }
}
