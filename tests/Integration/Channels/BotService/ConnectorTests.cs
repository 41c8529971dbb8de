using BrigadeNumerique.Bot.Channels.BotService;
using BrigadeNumerique.Support.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Channels.BotService;

/// <summary>Our own token, and what is sent with it.</summary>
public sealed class ConnectorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
    private BotServiceSimulator azure = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Connector Connector => services.GetRequiredService<Connector>();

    public async ValueTask InitializeAsync()
    {
        azure = await BotServiceSimulator.StartAsync();
        services = GuardTests.Parts(azure, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await azure.DisposeAsync();
    }

    [Fact]
    public async Task AnActivityArrivesInItsConversationAsAnAnswer()
    {
        var answer = await Connector.PostAsync(To(azure.Address, "a:1|x"), "act 7", """{"type":"message","text":"Bonjour"}"""u8.ToArray(), Stop);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var arrived = Assert.Single(azure.To("a:1|x"));
        Assert.Equal(("act 7", answer.Id, "Bonjour"), (arrived.ReplyTo, arrived.Id, arrived.Activity.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task OneTokenServesManyActivitiesSentAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(n => SendAsync("c" + n)));

        Assert.Equal(1, azure.TokensGiven);
    }

    [Fact]
    public async Task ATokenIsRenewedShortlyBeforeItExpires()
    {
        await SendAsync();
        clock.Advance(TimeSpan.FromMinutes(54));
        await SendAsync();
        Assert.Equal(1, azure.TokensGiven);

        clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync();
        Assert.Equal(2, azure.TokensGiven);
    }

    [Fact]
    public async Task ATokenWithdrawnBeforeItsTimeIsReplacedOnce()
    {
        await SendAsync();
        azure.AcceptedToken = "un autre";

        Assert.Equal(HttpStatusCode.Created, (await SendAsync()).Status);
        Assert.Equal(2, azure.TokensGiven);
        Assert.Equal(2, azure.To("c").Count);
    }

    [Fact]
    public async Task AConnectorThatIsBusySaysHowLongToWait()
    {
        azure.Connector.Answer(429, """{"error":{"code":"TooManyRequests"}}""", retryAfterSeconds: 7);

        var answer = await SendAsync();

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7), "TooManyRequests"), (answer.Status, answer.RetryAfter, answer.Code));
    }

    [Fact]
    public async Task OurCredentialIsNeitherAskedForNorSentWhereItMayNotGo()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Connector.PostAsync(To("http://ailleurs.exemple/", "c"), null, "{}"u8.ToArray(), Stop));

        Assert.Equal(0, azure.TokensGiven);
    }

    [Fact]
    public async Task ARedirectionIsNotFollowedWithOurCredential()
    {
        azure.Connector.Answer(307);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await SendAsync()).Status);
    }

    [Fact]
    public async Task AnAuthorityThatRefusesIsNamedByItsWordWithoutTheSecret()
    {
        azure.Authority.Answer(401, """{"error":"invalid_client","error_description":"AADSTS7000215 le-secret-de-l-application"}""");

        var fault = await Assert.ThrowsAsync<AccessTokenException>(() => SendAsync());

        Assert.Equal("invalid_client", fault.Code);
        Assert.False(fault.Passing);
        Assert.DoesNotContain(BotServiceSimulator.Password, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuthorityThatFailsIsAskedAgainNextTime()
    {
        azure.Authority.Answer(503);

        Assert.True((await Assert.ThrowsAsync<AccessTokenException>(() => SendAsync())).Passing);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync()).Status);
    }

    private Task<ConnectorAnswer> SendAsync(string conversation = "c") => Connector.PostAsync(To(azure.Address, conversation), null, """{"type":"message"}"""u8.ToArray(), Stop);

    private static BotServiceReference To(string serviceUrl, string conversation) => new(serviceUrl, "msteams", conversation, "28:brigade", "29:citoyen");
}
