using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>An error of the Graph API: its numbers, never its sentence, which may quote the message.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Subcode">The exact case, where there is one.</param>
internal sealed record GraphFault(int Code, int? Subcode)
{
    /// <summary>Reads <c>{"error":{"code","error_subcode"}}</c>, or one item of a status' <c>errors</c>.</summary>
    public static GraphFault? Read(JsonElement element)
    {
        var error = element.ValueKind is JsonValueKind.Object && element.TryGetProperty("error", out var inner) ? inner : element;
        if (error.ValueKind is not JsonValueKind.Object || !error.TryGetProperty("code", out var code) || code.ValueKind is not JsonValueKind.Number || !code.TryGetInt32(out var number)) return null;
        int? subcode = error.TryGetProperty("error_subcode", out var sub) && sub.ValueKind is JsonValueKind.Number && sub.TryGetInt32(out var exact) ? exact : null;
        return new GraphFault(number, subcode);
    }

    /// <inheritdoc/>
    public override string ToString() => Subcode is null ? $"{Code}" : $"{Code}/{Subcode}";
}

/// <summary>What a refusal means for the message.</summary>
internal enum GraphFate
{
    /// <summary>The service's own trouble: it passes.</summary>
    Passing,

    /// <summary>Too much at once: it passes, later.</summary>
    Busy,

    /// <summary>The citizen wrote too long ago: nothing free may be sent until they write again.</summary>
    WindowClosed,

    /// <summary>A key, a right or a payment is missing: the webmaster must act, then it passes.</summary>
    Settings,

    /// <summary>The citizen cannot be reached: blocked, gone, never wrote.</summary>
    Unreachable,

    /// <summary>The citizen's device or account takes nothing now; nobody says why.</summary>
    Undeliverable,

    /// <summary>The message itself is refused, and would be again.</summary>
    Refused,
}

/// <summary>Codes shared by both services, then each one's own.</summary>
internal static class GraphFates
{
    /// <summary>Messenger's: <see href="https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes"/>.</summary>
    public static GraphFate OfMessenger(int status, GraphFault? fault) => fault switch
    {
        { Code: 10, Subcode: 2018278 or 2018065 or 2534022 } => GraphFate.WindowClosed,
        { Code: 10 or 200, Subcode: 2018108 or 1545041 } or { Code: 551 } => GraphFate.Undeliverable,
        { Code: 100, Subcode: 2018001 or 33 } => GraphFate.Unreachable,
        { Code: 1200 } => GraphFate.Passing,
        { Code: 613 or 80006 } => GraphFate.Busy,
        { Code: 100 or 10900 } => GraphFate.Refused,
        _ => Common(status, fault),
    };

    /// <summary>WhatsApp's: <see href="https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes"/>.</summary>
    public static GraphFate OfWhatsApp(int status, GraphFault? fault) => fault?.Code switch
    {
        131047 or 470 => GraphFate.WindowClosed,
        130429 or 131048 or 131056 or 80007 => GraphFate.Busy,
        131000 or 131016 or 131057 or 133004 => GraphFate.Passing,
        131026 => GraphFate.Undeliverable,
        131021 or 131030 or 131050 or 33 => GraphFate.Unreachable,
        131005 or 131031 or 131042 or 131045 or 133010 or 132001 or 132007 or 132015 or 132016 => GraphFate.Settings,
        100 or (>= 131008 and <= 131009) or 131051 or (>= 132000 and <= 132069) or 135000 => GraphFate.Refused,
        _ => Common(status, fault),
    };

    private static GraphFate Common(int status, GraphFault? fault) => fault?.Code switch
    {
        1 or 2 => GraphFate.Passing,
        4 or 17 or 32 or 368 => GraphFate.Busy,
        0 or 3 or 10 or 102 or 190 or (>= 200 and <= 299) => GraphFate.Settings,
        _ => status switch
        {
            429 => GraphFate.Busy,
            >= 500 => GraphFate.Passing,
            401 or 403 => GraphFate.Settings,
            _ => GraphFate.Refused,
        },
    };
}
