using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace BrigadeNumerique.Bot.Channels;

/// <summary>What every webhook does before anything is read.</summary>
internal static class Webhook
{
    /// <summary>Providers send a few kilobytes; a batch of the largest some hundreds.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>A channel's webhook: anonymous, since it proves itself by what it carries, and timed.</summary>
    public static RouteHandlerBuilder MapWebhook(this IEndpointRouteBuilder routes, string path, string channel, Delegate take) =>
        routes.MapPost(path, take).AllowAnonymous().DisableAntiforgery().AddEndpointFilter(async (context, next) =>
        {
            var (counters, begun) = (context.HttpContext.RequestServices.GetRequiredService<ChannelCounters>(), Stopwatch.GetTimestamp());
            var result = await next(context);
            counters.Acknowledged(channel, result is IStatusCodeHttpResult { StatusCode: { } status } ? status : StatusCodes.Status200OK, Stopwatch.GetElapsedTime(begun));
            return result;
        });

    /// <summary>Reads the raw body.</summary>
    /// <returns>The bytes, or null where there are more than <paramref name="most"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most;
        var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        try
        {
            await request.Body.CopyToAsync(body, cancellationToken);
        }
        catch (BadHttpRequestException tooBig) when (tooBig.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return body.ToArray();
    }

    /// <summary>Whether a body is JSON in UTF-8 at all.</summary>
    public static bool IsJson(byte[] body)
    {
        // The parser looks into no text before it is asked for it.
        if (!System.Text.Unicode.Utf8.IsValid(body)) return false;
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(body);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>Compares secrets in constant time.</summary>
    public static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
}
