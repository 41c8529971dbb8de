using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>JSON that is bytes already.</summary>
internal sealed class JsonBytes(int status, byte[] body) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

/// <summary>The answers of the protocol.</summary>
internal static class TypedJson
{
    public static JsonBytes Token(int status, string conversation, string token, int seconds) => Build(status, conversation, token, seconds, null);

    public static JsonBytes Conversation(int status, string conversation, string token, int seconds, string streamUrl) => Build(status, conversation, token, seconds, streamUrl);

    public static JsonBytes Id(string id)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteEndObject();
        }

        return new JsonBytes(200, buffer.ToArray());
    }

    private static JsonBytes Build(int status, string conversation, string token, int seconds, string? streamUrl)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("conversationId", conversation);
            writer.WriteString("token", token);
            writer.WriteNumber("expires_in", seconds);
            if (streamUrl is not null) writer.WriteString("streamUrl", streamUrl);
            writer.WriteEndObject();
        }

        return new JsonBytes(status, buffer.ToArray());
    }
}

/// <summary>Identifiers that nobody can guess.</summary>
internal static class Identifiers
{
    /// <summary>A conversation: 26 characters, 128 random bits.</summary>
    public static string Conversation() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>A visitor, in the form that the protocol reserves for bound users.</summary>
    public static string Visitor() => "dl_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Absolute addresses: of the service as the client reached it, and of a conversation's stream.</summary>
internal sealed class StreamAddress(Tokens tokens, IOptions<DirectLineOptions> options)
{
    /// <summary>Without a final slash.</summary>
    public string Service(HttpRequest request) =>
        options.Value.PublicAddress is { Length: > 0 } configured ? configured.TrimEnd('/') : $"{request.Scheme}://{request.Host}";

    public string For(HttpRequest request, string conversation, int? after)
    {
        var watermark = after is { } mark ? "&watermark=" + mark.ToString(CultureInfo.InvariantCulture) : "";

        // http becomes ws, https becomes wss.
        return $"ws{Service(request)["http".Length..]}/v3/directline/conversations/{conversation}/stream?t={tokens.MintForStream(conversation)}{watermark}";
    }
}
