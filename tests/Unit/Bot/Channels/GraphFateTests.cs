using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Social.Meta;

namespace BrigadeNumerique.Unit.Bot.Channels;

/// <summary>What each documented refusal means for the message.</summary>
public sealed class GraphFateTests
{
    [Theory]
    [InlineData(400, 10, 2018278, nameof(GraphFate.WindowClosed))]
    [InlineData(400, 10, 2018065, nameof(GraphFate.WindowClosed))]
    [InlineData(400, 10, 2018108, nameof(GraphFate.Undeliverable))]
    [InlineData(400, 551, 1545041, nameof(GraphFate.Undeliverable))]
    [InlineData(400, 100, 2018001, nameof(GraphFate.Unreachable))]
    [InlineData(400, 100, null, nameof(GraphFate.Refused))]
    [InlineData(400, 10900, null, nameof(GraphFate.Refused))]
    [InlineData(500, 1200, null, nameof(GraphFate.Passing))]
    [InlineData(500, 2, null, nameof(GraphFate.Passing))]
    [InlineData(400, 613, null, nameof(GraphFate.Busy))]
    [InlineData(403, 4, null, nameof(GraphFate.Busy))]
    [InlineData(400, 190, 463, nameof(GraphFate.Settings))]
    [InlineData(403, 10, null, nameof(GraphFate.Settings))]
    [InlineData(403, 230, null, nameof(GraphFate.Settings))]
    [InlineData(429, null, null, nameof(GraphFate.Busy))]
    [InlineData(502, null, null, nameof(GraphFate.Passing))]
    [InlineData(404, null, null, nameof(GraphFate.Refused))]
    public void MessengersRefusalsAreTold(int status, int? code, int? subcode, string fate) =>
        Assert.Equal(fate, GraphFates.OfMessenger(status, code is { } number ? new GraphFault(number, subcode) : null).ToString());

    [Theory]
    [InlineData(400, 131047, nameof(GraphFate.WindowClosed))]
    [InlineData(400, 131026, nameof(GraphFate.Undeliverable))]
    [InlineData(429, 131056, nameof(GraphFate.Busy))]
    [InlineData(429, 130429, nameof(GraphFate.Busy))]
    [InlineData(400, 131048, nameof(GraphFate.Busy))]
    [InlineData(500, 131000, nameof(GraphFate.Passing))]
    [InlineData(503, 131016, nameof(GraphFate.Passing))]
    [InlineData(401, 190, nameof(GraphFate.Settings))]
    [InlineData(401, 0, nameof(GraphFate.Settings))]
    [InlineData(403, 131042, nameof(GraphFate.Settings))]
    [InlineData(404, 132001, nameof(GraphFate.Settings))]
    [InlineData(400, 132000, nameof(GraphFate.Refused))]
    [InlineData(400, 131009, nameof(GraphFate.Refused))]
    [InlineData(400, 100, nameof(GraphFate.Refused))]
    [InlineData(500, null, nameof(GraphFate.Passing))]
    public void WhatsAppsRefusalsAreTold(int status, int? code, string fate) =>
        Assert.Equal(fate, GraphFates.OfWhatsApp(status, code is { } number ? new GraphFault(number, null) : null).ToString());

    [Fact]
    public void AnErrorIsReadWithItsNumbersAlone()
    {
        using var answer = JsonDocument.Parse("""{"error":{"message":"(#10) les mots du citoyen","type":"OAuthException","code":10,"error_subcode":2018278,"fbtrace_id":"x"}}""");

        Assert.Equal("10/2018278", GraphFault.Read(answer.RootElement)!.ToString());
    }

    [Theory]
    [InlineData("""{"error":"non"}""")]
    [InlineData("""{"error":{"code":"dix"}}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    public void WhatIsNoErrorHasNoNumbers(string json)
    {
        using var answer = JsonDocument.Parse(json);

        Assert.Null(GraphFault.Read(answer.RootElement));
    }

    [Theory]
    [InlineData("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true)]
    [InlineData("https://scontent.xx.fbcdn.net/v/t1.jpg", true)]
    [InlineData("https://graph.facebook.com/v25.0/1", true)]
    [InlineData("http://scontent.xx.fbcdn.net/v/t1.jpg", false)]
    [InlineData("https://fbcdn.net.exemple/v/t1.jpg", false)]
    [InlineData("https://evilfbcdn.net/v/t1.jpg", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://scontent.xx.fbcdn.net:8443/", false)]
    [InlineData("https://a:b@scontent.xx.fbcdn.net/", false)]
    public void OnlyMetasOwnHostsAreCalledForMedia(string address, bool called) => Assert.Equal(called, Graph.IsMeta(new Uri(address), new Uri("https://graph.facebook.com")));
}
