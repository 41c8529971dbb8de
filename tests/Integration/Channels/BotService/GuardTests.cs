using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Channels.BotService;
using BrigadeNumerique.Support.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BrigadeNumerique.Integration.Channels.BotService;

/// <summary>Who may post activities, against an authority that signs as the documented one does.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
    private BotServiceSimulator azure = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        azure = await BotServiceSimulator.StartAsync();
        services = Parts(azure, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await azure.DisposeAsync();
    }

    [Fact]
    public async Task ATokenOfTheServiceIsAdmittedAndCoversItsOwnActivities()
    {
        var (caller, refusal) = await AdmitAsync(azure.Sign(Now));

        Assert.Null(refusal);
        Assert.Null(caller!.Refuses(azure.Address, "msteams"));
    }

    [Fact]
    public async Task AReplyAddressOtherThanTheTokensIsRefused()
    {
        var (caller, _) = await AdmitAsync(azure.Sign(Now));

        Assert.Equal(Refusal.ServiceUrl, caller!.Refuses("https://ailleurs.exemple/", "msteams"));
        Assert.Equal(Refusal.ServiceUrl, caller.Refuses(null, "msteams"));
    }

    [Fact]
    public async Task AChannelForWhichTheKeyDoesNotSpeakIsRefused()
    {
        var (caller, _) = await AdmitAsync(azure.Sign(Now));

        Assert.Equal(Refusal.Endorsement, caller!.Refuses(azure.Address, "facebook"));
        Assert.Equal(Refusal.Endorsement, caller.Refuses(azure.Address, null));
    }

    [Fact]
    public async Task AKeyWithoutEndorsementsSpeaksForNoChannel()
    {
        azure.Endorsements.Clear();

        var (caller, _) = await AdmitAsync(azure.Sign(Now));

        Assert.Equal(Refusal.Endorsement, caller!.Refuses(azure.Address, "msteams"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic YTpi")]
    public async Task WithoutATokenNobodyIsAdmitted(string? header) => Assert.Equal(Refusal.NoToken, (await GuardAsync(header)).Refusal);

    [Theory]
    [InlineData("pas.un.jeton")]
    [InlineData("trois")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.!!!")]
    public async Task WhatIsNoTokenIsRefused(string token) => Assert.NotNull((await AdmitAsync(token)).Refusal);

    [Fact]
    public async Task ATokenTooLongToBeOneIsRefusedUnread() => Assert.Equal(Refusal.Malformed, (await AdmitAsync(new string('a', 200_000))).Refusal);

    [Fact]
    public async Task ATokenThatSaysItNeedsNoSignatureIsRefused()
    {
        var unsigned = azure.Sign(Now, header: head => head["alg"] = "none");

        Assert.Equal(Refusal.Algorithm, (await AdmitAsync(unsigned[..(unsigned.LastIndexOf('.') + 1)])).Refusal);
        Assert.Equal(Refusal.Algorithm, (await AdmitAsync(unsigned)).Refusal);
    }

    [Fact]
    public async Task APublicKeyIsNeverTakenForASharedSecret()
    {
        var signed = azure.Sign(Now, header: head => head["alg"] = "HS256");
        var content = signed[..signed.LastIndexOf('.')];
        var forged = content + "." + BotServiceSimulator.Encode(HMACSHA256.HashData(azure.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(content)));

        Assert.Equal(Refusal.Algorithm, (await AdmitAsync(forged)).Refusal);
    }

    [Theory]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    public async Task OtherAlgorithmsThanTheServicesAreRefused(string algorithm) =>
        Assert.Equal(Refusal.Algorithm, (await AdmitAsync(azure.Sign(Now, header: head => head["alg"] = algorithm))).Refusal);

    [Fact]
    public async Task ASignatureOfAnotherKeyUnderTheRightNameIsRefused()
    {
        using var stranger = RSA.Create(2048);

        Assert.Equal(Refusal.Signature, (await AdmitAsync(azure.Sign(Now, key: stranger))).Refusal);
    }

    [Fact]
    public async Task AClaimChangedAfterSigningIsRefused()
    {
        var parts = azure.Sign(Now).Split('.');
        var other = azure.Sign(Now, claims => claims["serviceurl"] = "https://ailleurs.exemple/").Split('.');

        Assert.Equal(Refusal.Signature, (await AdmitAsync($"{parts[0]}.{other[1]}.{parts[2]}")).Refusal);
    }

    [Fact]
    public async Task AnUnknownKeyIsRefused() => Assert.Equal(Refusal.UnknownKey, (await AdmitAsync(azure.Sign(Now, header: head => head["kid"] = "inconnue"))).Refusal);

    [Fact]
    public async Task ATokenWithoutTheNameOfItsKeyIsRefused() => Assert.Equal(Refusal.UnknownKey, (await AdmitAsync(azure.Sign(Now, header: head => head.Remove("kid")))).Refusal);

    [Fact]
    public async Task AnotherIssuerIsRefused() => Assert.Equal(Refusal.Issuer, (await AdmitAsync(azure.Sign(Now, claims => claims["iss"] = "https://sts.exemple/"))).Refusal);

    [Fact]
    public async Task ATokenForAnotherApplicationIsRefused() =>
        Assert.Equal(Refusal.Audience, (await AdmitAsync(azure.Sign(Now, claims => claims["aud"] = "5f1c6d1e-0000-4000-8000-000000000002"))).Refusal);

    [Fact]
    public async Task ATokenExpiredForMoreThanTheClocksMayDifferIsRefused()
    {
        Assert.Equal(Refusal.Lifetime, (await AdmitAsync(azure.Sign(Now, claims => claims["exp"] = Now.AddMinutes(-6).ToUnixTimeSeconds()))).Refusal);
        Assert.Null((await AdmitAsync(azure.Sign(Now, claims => claims["exp"] = Now.AddMinutes(-4).ToUnixTimeSeconds()))).Refusal);
    }

    [Fact]
    public async Task ATokenOfTheFutureIsRefused()
    {
        Assert.Equal(Refusal.Lifetime, (await AdmitAsync(azure.Sign(Now, claims => claims["nbf"] = Now.AddMinutes(6).ToUnixTimeSeconds()))).Refusal);
        Assert.Null((await AdmitAsync(azure.Sign(Now, claims => claims["nbf"] = Now.AddMinutes(4).ToUnixTimeSeconds()))).Refusal);
    }

    [Fact]
    public async Task ATokenWithoutAnEndIsRefused() => Assert.Equal(Refusal.Lifetime, (await AdmitAsync(azure.Sign(Now, claims => claims.Remove("exp")))).Refusal);

    [Theory]
    [InlineData(null)]
    [InlineData("http://ailleurs.exemple/")]
    [InlineData("https://compte:secret@ailleurs.exemple/")]
    [InlineData("ftp://ailleurs.exemple/")]
    [InlineData("/relatif")]
    public async Task ATokenThatNamesNoSafeAddressForRepliesIsRefused(string? address) =>
        Assert.Equal(Refusal.ServiceUrl, (await AdmitAsync(azure.Sign(Now, claims => claims["serviceurl"] = address))).Refusal);

    [Fact]
    public async Task WhereHostsAreListedRepliesGoNowhereElse()
    {
        await using var listed = Parts(azure, clock, "Channels:BotService:ServiceHosts:0=*.botframework.com");

        var (_, refusal) = await listed.GetRequiredService<ActivityGuard>().AdmitAsync("Bearer " + azure.Sign(Now), Stop);
        var (caller, _) = await listed.GetRequiredService<ActivityGuard>().AdmitAsync("Bearer " + azure.Sign(Now, claims => claims["serviceurl"] = "https://webchat.botframework.com/"), Stop);

        Assert.Equal(Refusal.ServiceUrl, refusal);
        Assert.Equal("https://webchat.botframework.com/", caller!.ServiceUrl);
    }

    [Fact]
    public async Task TheKeysAreReadOnceForManyTokens()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AdmitAsync(azure.Sign(Now))));

        Assert.Equal(1, azure.MetadataReads);
    }

    [Fact]
    public async Task AKeyThatIsChangedIsLearntWithoutARestart()
    {
        Assert.Null((await AdmitAsync(azure.Sign(Now))).Refusal);
        azure.RotateKey();
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Null((await AdmitAsync(azure.Sign(Now))).Refusal);
        Assert.Equal(2, azure.MetadataReads);
    }

    [Fact]
    public async Task WhoeverInventsKeysDoesNotMakeUsAskTheAuthorityEachTime()
    {
        await AdmitAsync(azure.Sign(Now));

        for (var n = 0; n < 20; n++) Assert.Equal(Refusal.UnknownKey, (await AdmitAsync(azure.Sign(Now, header: head => head["kid"] = "inventee-" + n))).Refusal);

        Assert.Equal(1, azure.MetadataReads);
    }

    [Fact]
    public async Task AWithdrawnKeyIsForgottenWithinADay()
    {
        var old = azure.Key;
        var oldId = azure.KeyId;
        await AdmitAsync(azure.Sign(Now));
        azure.RotateKey();
        clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(Refusal.UnknownKey, (await AdmitAsync(azure.Sign(Now, header: head => head["kid"] = oldId, key: old))).Refusal);
    }

    [Fact]
    public async Task WhileTheAuthorityIsOutOfReachTheKeysAtHandServe()
    {
        await AdmitAsync(azure.Sign(Now));
        azure.Metadata.Answer(500, times: 10);
        clock.Advance(TimeSpan.FromHours(25));

        Assert.Null((await AdmitAsync(azure.Sign(Now))).Refusal);

        clock.Advance(TimeSpan.FromDays(5));
        await Assert.ThrowsAsync<SigningKeysException>(() => AdmitAsync(azure.Sign(Now)));
    }

    [Fact]
    public async Task WithoutKeysNobodyIsAdmittedUntilTheAuthorityAnswers()
    {
        azure.Metadata.Answer(200, "pas du JSON");

        await Assert.ThrowsAsync<SigningKeysException>(() => AdmitAsync(azure.Sign(Now)));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null((await AdmitAsync(azure.Sign(Now))).Refusal);
    }

    internal static ServiceProvider Parts(BotServiceSimulator azure, TimeProvider clock, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(azure.Settings.Concat(settings).Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(clock).AddBotService(configuration).BuildServiceProvider();
    }

    private Task<(Caller? Caller, Refusal? Refusal)> AdmitAsync(string token) => GuardAsync("Bearer " + token);

    private Task<(Caller? Caller, Refusal? Refusal)> GuardAsync(string? header) => services.GetRequiredService<ActivityGuard>().AdmitAsync(header, Stop);
}
