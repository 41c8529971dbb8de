using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BrigadeNumerique.Support.Channels;

/// <summary>A delivery as Meta makes it: JSON with escaped accents, signed over its bytes, repeated until it is taken.</summary>
public static class MetaWebhook
{
    // Meta escapes everything outside ASCII: whoever signs what he has parsed and written again finds another signature.
    private static readonly JsonSerializerOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    public static string Sign(byte[] body, string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static byte[] Bytes(JsonNode payload) => Encoding.UTF8.GetBytes(payload.ToJsonString(Escaped));

    /// <summary>Posts once.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        return await http.SendAsync(request);
    }

    /// <summary>Posts until it is taken, as Meta does, though in less time.</summary>
    public static async Task DeliverAsync(HttpClient http, string path, JsonNode payload, string secret)
    {
        var body = Bytes(payload);
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await PostAsync(http, path, body, Sign(body, secret));
            if (answer.IsSuccessStatusCode) return;
            if (attempt == 20) answer.EnsureSuccessStatusCode();
            await Task.Delay(100);
        }
    }
}
