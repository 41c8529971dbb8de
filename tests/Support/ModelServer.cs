using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.Support.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.Support;

/// <summary>What the model was asked.</summary>
/// <param name="System">The instructions.</param>
/// <param name="User">What stands under them.</param>
/// <param name="Body">The whole request.</param>
public sealed record ModelRequest(string System, string User, JsonElement Body);

/// <summary>How the model answers one request.</summary>
public sealed record ModelAnswer(string Text)
{
    /// <summary>Before the first byte.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Between two pieces.</summary>
    public TimeSpan Pace { get; init; }

    /// <summary>Another status than 200.</summary>
    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    /// <summary>Pieces that are no JSON.</summary>
    public bool Broken { get; init; }

    /// <summary>The connection is cut after so many pieces.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The stream ends after so many pieces as if it were whole, without saying why.</summary>
    public int? EndAfter { get; init; }

    /// <summary>Calls a function in the place of words.</summary>
    public bool CallsAFunction { get; init; }

    /// <summary>Repeats its words without end.</summary>
    public bool Endless { get; init; }

    public static implicit operator ModelAnswer(string text) => new(text);
}

/// <summary>An OpenAI-compatible service of ours, on real HTTP, which answers as a test wants.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private LocalSite site = null!; // set before it is given to anybody

    private ModelServer()
    {
    }

    /// <summary>What goes into <c>Assistant:Endpoint</c>.</summary>
    public string Endpoint => site.Address + "/v1";

    /// <summary>How it answers.</summary>
    public Func<ModelRequest, ModelAnswer> Answers { get; set; } = _ => "RIEN";

    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    /// <summary>The settings of a service that uses it.</summary>
    public string[] Settings => [$"Assistant:Endpoint={Endpoint}", "Assistant:Model=essai", "Assistant:ApiKey=cle"];

    public static async Task<ModelServer> StartAsync()
    {
        var server = new ModelServer();
        server.site = await LocalSite.StartAsync(app => app.MapPost("/v1/chat/completions", server.AnswerAsync));
        return server;
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var body = document.RootElement.Clone();
        var request = new ModelRequest(Of(body, "system"), Of(body, "user"), body);
        Requests.Enqueue(request);
        var answer = Answers(request);
        await Task.Delay(answer.Delay, context.RequestAborted);
        context.Response.StatusCode = (int)answer.Status;
        if (answer.Status is not HttpStatusCode.OK)
        {
            await context.Response.WriteAsJsonAsync(new { error = new { message = "non", type = "server_error", code = "non" } }, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var pieces = 0;
        do
        {
            foreach (var piece in Pieces(answer.Text))
            {
                if (answer.CutAfter == pieces)
                {
                    context.Abort();
                    return;
                }

                if (answer.EndAfter == pieces) return;
                pieces++;
                await SendAsync(context, answer.Broken ? "{\"id\":\"x\",\"choices\":[{\"del" : Chunk(new { content = piece }, null));
                if (answer.Pace > TimeSpan.Zero) await Task.Delay(answer.Pace, context.RequestAborted);
            }
        }
        while (answer.Endless);
        if (answer.CallsAFunction) await SendAsync(context, Chunk(new { tool_calls = new[] { new { index = 0, id = "appel", type = "function", function = new { name = "efface_tout", arguments = "{}" } } } }, null));
        await SendAsync(context, Chunk(new { }, answer.CallsAFunction ? "tool_calls" : "stop"));
        await SendAsync(context, JsonSerializer.Serialize(new { id = "essai", @object = "chat.completion.chunk", created = 1, model = "essai", choices = Array.Empty<object>(), usage = new { prompt_tokens = 100, completion_tokens = 20, total_tokens = 120 } }));
        await SendAsync(context, "[DONE]");
    }

    private static async Task SendAsync(HttpContext context, string data)
    {
        await context.Response.WriteAsync($"data: {data}\n\n", Encoding.UTF8, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static string Chunk(object delta, string? finish) =>
        JsonSerializer.Serialize(new { id = "essai", @object = "chat.completion.chunk", created = 1, model = "essai", choices = new[] { new { index = 0, delta, finish_reason = finish } } });

    /// <summary>Words come a few letters at a time.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length; at += 12) yield return text.Substring(at, Math.Min(12, text.Length - at));
    }

    private static string Of(JsonElement body, string role) => string.Join('\n', body.GetProperty("messages").EnumerateArray()
        .Where(message => message.GetProperty("role").GetString() == role)
        .Select(message => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text ? text.GetString() : string.Concat(message.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("text").GetString()))));
}
