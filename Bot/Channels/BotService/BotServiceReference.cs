using System.Text.Json;
using System.Text.Json.Serialization;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>How a conversation behind Azure Bot Service is answered; the newest counts, since the address may change.</summary>
/// <param name="ServiceUrl">Where replies go; came in an authenticated request.</param>
/// <param name="ChannelId">The channel behind the service.</param>
/// <param name="ConversationId">The conversation there.</param>
/// <param name="Us">Us, as the channel names us.</param>
/// <param name="Citizen">The citizen, as the channel names them.</param>
internal sealed record BotServiceReference(string ServiceUrl, string ChannelId, string ConversationId, string Us, string Citizen)
{
    /// <summary>The address that the record keeps.</summary>
    public ChannelAddress ToAddress() => new($"{ChannelId}|{ConversationId}", JsonSerializer.Serialize(this, BotServiceJson.Default.BotServiceReference));

    /// <summary>Reads it back.</summary>
    public static BotServiceReference Of(ChannelAddress address) =>
        JsonSerializer.Deserialize(address.Data ?? "null", BotServiceJson.Default.BotServiceReference) ?? throw new InvalidOperationException("The address has no reference.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BotServiceReference))]
internal sealed partial class BotServiceJson : JsonSerializerContext;
