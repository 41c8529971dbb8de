using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels.Social.Sms;

/// <summary>
/// What a gateway tells: <c>{"messages":[{"id","from","text","at"}],"statuses":[{"id","to","state":"delivered"|"failed","reason","at"}]}</c>.
/// Times are ISO 8601; unknown members and states are passed over.
/// </summary>
internal static class SmsPayload
{
    /// <summary>Reads a body; null where it is not such an object.</summary>
    public static IReadOnlyList<InboundEvent>? Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonRead.Parse(body);
        if (document is null || document.RootElement.ValueKind is not JsonValueKind.Object) return null;
        return [.. document.RootElement.Items("messages").Select(Message).OfType<InboundEvent>(), .. document.RootElement.Items("statuses").Select(Status).OfType<InboundEvent>()];
    }

    /// <summary>A text; a message without one (a picture, a contact) is answered politely.</summary>
    private static InboundEvent? Message(JsonElement message)
    {
        if (message.Text("id") is not { Length: > 0 } id || Number(message.Text("from")) is not { } from) return null;
        var (text, at) = (message.Text("text"), At(message));
        return new InboundEvent(id, string.IsNullOrWhiteSpace(text) ? InboundKind.Unknown : InboundKind.Message, new ChannelAddress(from), (at ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds()) { Text = text, MessageId = id, At = at };
    }

    private static InboundEvent? Status(JsonElement status)
    {
        InboundKind? kind = status.Text("state") switch { "delivered" => InboundKind.Delivered, "failed" => InboundKind.Failed, _ => null };
        if (kind is not { } told || status.Text("id") is not { Length: > 0 } id || Number(status.Text("to")) is not { } to) return null;
        return new InboundEvent($"{id}/{status.Text("state")}", told, new ChannelAddress(to), 0) { MessageId = id, At = At(status), ErrorCode = told is InboundKind.Failed ? DeliveryError.Undelivered : null, Error = status.Text("reason") };
    }

    /// <summary>A telephone number, without the signs that people put into it.</summary>
    private static string? Number(string? given)
    {
        if (given is null) return null;
        var digits = string.Concat(given.Where(char.IsAsciiDigit));
        return digits.Length is >= 3 and <= 20 ? (given.TrimStart().StartsWith('+') ? "+" : "") + digits : null;
    }

    private static DateTimeOffset? At(JsonElement element) =>
        DateTimeOffset.TryParse(element.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
