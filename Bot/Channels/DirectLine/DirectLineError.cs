using System.Text.Json;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>A refusal in the protocol's own shape: <c>{"error":{"code","message"}}</c>.</summary>
internal sealed class DirectLineError(int status, string code, string message, int? retryAfter = null) : IResult
{
    public static DirectLineError Unauthorized() => new(401, "Unauthorized", "A Bearer token or secret is needed.");

    public static DirectLineError BadToken() => new(403, "BadArgument", "The token is not valid here.");

    public static DirectLineError TokenExpired() => new(403, "TokenExpired", "The token has expired.");

    public static DirectLineError NotFound() => new(404, "NotFound", "There is no such conversation.");

    public static DirectLineError BadSyntax(string message) => new(400, "BadSyntax", message);

    public static DirectLineError BadArgument(string message) => new(400, "BadArgument", message);

    public static DirectLineError TooBig(string message) => new(413, "MessageSizeTooBig", message);

    public static DirectLineError RateLimited(int seconds) => new(429, "RateLimited", "Too many messages at once.", seconds);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        if (retryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", code);
            writer.WriteString("message", message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        response.ContentLength = buffer.Length;
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }
}
