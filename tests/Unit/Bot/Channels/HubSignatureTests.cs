using System.Security.Cryptography;
using System.Text;
using BrigadeNumerique.Bot.Channels.Social.Meta;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BrigadeNumerique.Unit.Bot.Channels;

public sealed class HubSignatureTests
{
    private const string Secret = "secret-de-l-application";

    private static readonly byte[] Body = """{"object":"page","entry":[{"text":"\u00e9t\u00e9"}]}"""u8.ToArray();

    [Fact]
    public void TheBytesSignedWithTheSecretAreKnown()
    {
        Assert.True(HubSignature.Matches(Sign(Body, Secret), Body, Secret));
        Assert.True(HubSignature.Matches(Sign(Body, Secret).ToUpperInvariant(), Body, Secret));
    }

    [Fact]
    public void TheSignatureOfTheDocumentedAlgorithmIsKnown()
    {
        // RFC 4231, test case 2.
        Assert.True(HubSignature.Matches("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", "what do ya want for nothing?"u8, "Jefe"));
    }

    [Fact]
    public void OneByteMoreOrAnotherSecretIsNotKnown()
    {
        Assert.False(HubSignature.Matches(Sign(Body, Secret), [.. Body, (byte)' '], Secret));
        Assert.False(HubSignature.Matches(Sign(Body, "un autre secret"), Body, Secret));
    }

    [Fact]
    public void ASignatureOverTheSameJsonWrittenOtherwiseIsNotKnown() =>
        Assert.False(HubSignature.Matches(Sign(Encoding.UTF8.GetBytes("""{"object":"page","entry":[{"text":"été"}]}"""), Secret), Body, Secret));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("sha256=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("sha256=é000000000000000000000000000000000000000000000000000000000000000")]
    public void WhatIsNoSignatureIsNotKnown(string? header) => Assert.False(HubSignature.Matches(header, Body, Secret));

    [Fact]
    public void WhoeverKnowsTheWordHearsTheChallengeBack() => Assert.Equal("1158201444", HubSignature.Challenge(Query("subscribe", "mot", "1158201444"), "mot"));

    [Theory]
    [InlineData("subscribe", "autre", "1")]
    [InlineData("subscribe", "", "1")]
    [InlineData("unsubscribe", "mot", "1")]
    [InlineData("subscribe", "mot", "")]
    [InlineData("", "", "")]
    public void AStrangerHearsNothing(string mode, string token, string challenge) => Assert.Null(HubSignature.Challenge(Query(mode, token, challenge), "mot"));

    private static string Sign(byte[] body, string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static QueryCollection Query(string mode, string token, string challenge) =>
        new(new Dictionary<string, StringValues> { ["hub.mode"] = mode, ["hub.verify_token"] = token, ["hub.challenge"] = challenge });
}
