using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace BrigadeNumerique.Support;

/// <summary>A citizen who speaks Direct Line to a service: writes, reads, comes back.</summary>
public sealed class Citizen
{
    private readonly HttpClient http;

    private Citizen(HttpClient http, string conversation, string token)
    {
        this.http = http;
        Conversation = conversation;
        Token = token;
    }

    public string Conversation { get; }

    public string Token { get; private set; }

    public string? StreamUrl { get; private set; }

    public string Watermark { get; set; } = "";

    /// <summary>Gets a token from the page's broker and opens the conversation.</summary>
    public static async Task<Citizen> ArriveAsync(HttpClient http, string locale = "fr-FR")
    {
        var answer = await (await http.PostAsJsonAsync("/chat/token", new { })).Content.ReadFromJsonAsync<JsonElement>();
        var citizen = new Citizen(http, answer.GetProperty("conversationId").GetString()!, answer.GetProperty("token").GetString()!);
        var started = await citizen.CallAsync(HttpMethod.Post, "/v3/directline/conversations", new { locale });
        var body = await started.Content.ReadFromJsonAsync<JsonElement>();
        citizen.StreamUrl = body.GetProperty("streamUrl").GetString();
        return citizen;
    }

    /// <summary>Goes on in a conversation with a token that was given otherwise.</summary>
    public static async Task<Citizen> WithAsync(HttpClient http, string token)
    {
        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
        var citizen = new Citizen(http, claims.GetProperty("conv").GetString()!, token);
        (await citizen.CallAsync(HttpMethod.Get, "/v3/directline/conversations/" + citizen.Conversation, null)).EnsureSuccessStatusCode();
        return citizen;
    }

    /// <summary>Posts a message.</summary>
    /// <returns>The activity's identifier.</returns>
    public async Task<string> WritesAsync(string text, string? clientId = null)
    {
        var response = await PostsAsync(new { type = "message", from = new { id = "citoyen" }, text, channelData = new { clientActivityID = clientId ?? Guid.NewGuid().ToString("N") } });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> PostsAsync(object activity) => CallAsync(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/activities", activity);

    /// <summary>Posts bytes as they are.</summary>
    public Task<HttpResponseMessage> PostsRawAsync(byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/activities", content, Token);
    }

    /// <summary>Sends files, as one message.</summary>
    public Task<HttpResponseMessage> UploadsAsync(HttpContent body) => SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/upload?userId=citoyen", body, Token);

    /// <summary>Everything after the citizen's watermark, which moves on.</summary>
    public async Task<IReadOnlyList<JsonElement>> ReadsAsync()
    {
        var all = new List<JsonElement>();
        while (true)
        {
            var response = await CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{Conversation}/activities?watermark={Watermark}", null);
            response.EnsureSuccessStatusCode();
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            var page = body.GetProperty("activities").EnumerateArray().ToList();
            var mark = body.GetProperty("watermark").GetString()!;
            if (mark == Watermark) return all;
            Watermark = mark;
            all.AddRange(page);
        }
    }

    /// <summary>Reads until something is there, or ten seconds have passed.</summary>
    /// <exception cref="TimeoutException">It never came.</exception>
    public async Task<JsonElement> AwaitsAsync(Func<JsonElement, bool> wanted, string what)
    {
        var seen = new List<JsonElement>();
        for (var attempt = 0; attempt < 400; attempt++)
        {
            seen.AddRange(await ReadsAsync());
            foreach (var activity in seen)
            {
                if (wanted(activity)) return activity;
            }

            await Task.Delay(25);
        }

        throw new TimeoutException($"{what} did not come; came: {string.Join(" | ", seen.Select(a => a.ToString()))}");
    }

    /// <summary>Waits for the assistant's answer to a message.</summary>
    public Task<JsonElement> AwaitsAnswerAsync(string messageId) =>
        AwaitsAsync(activity => activity.TryGetProperty("replyToId", out var reply) && reply.GetString() == messageId, "An answer to " + messageId);

    public Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, object? body, string? token = null) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), token ?? Token);

    /// <summary>Opens the stream.</summary>
    public async Task<ClientWebSocket> ListensAsync(string? watermark = null, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        var response = await CallAsync(HttpMethod.Get, $"/v3/directline/conversations/{Conversation}?watermark={watermark}", null);
        var address = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("streamUrl").GetString()!;
        await socket.ConnectAsync(new Uri(address), cancellationToken);
        return socket;
    }

    /// <summary>Takes one frame with activities.</summary>
    public static async Task<JsonElement> TakesAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16384];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            bytes.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage) continue;
            if (bytes.Length > 0) return JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray())).RootElement;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}

/// <summary>Reading activities in tests.</summary>
public static class Activities
{
    public static string Text(this JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString()! : "";

    public static string Kind(this JsonElement activity) =>
        activity.TryGetProperty("channelData", out var data) && data.ValueKind is JsonValueKind.Object && data.TryGetProperty("kind", out var kind) ? kind.GetString()! : "";

    public static bool IsFromCitizen(this JsonElement activity) => activity.GetProperty("from").GetProperty("role").GetString() == "user";

    public static async Task<(HttpStatusCode Status, string Code)> ErrorAsync(this Task<HttpResponseMessage> call)
    {
        var response = await call;
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.GetProperty("error").GetProperty("code").GetString()!);
    }
}
