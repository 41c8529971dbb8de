using System.Text.Json.Serialization;

namespace BrigadeNumerique.Bot.Channels.Social.Telegram;

/// <summary>A call in the answer to a webhook: the button was heard.</summary>
internal sealed record CallbackAnswer([property: JsonPropertyName("method")] string Method, [property: JsonPropertyName("callback_query_id")] string Id);

[JsonSerializable(typeof(CallbackAnswer))]
internal sealed partial class TelegramJson : JsonSerializerContext;
