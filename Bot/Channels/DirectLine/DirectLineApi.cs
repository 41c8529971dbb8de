using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Direct Line 3.0: what public clients and our own page speak.</summary>
internal static class DirectLineApi
{
    private const string Root = "/v3/directline";
    private const int Page = 200;

    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        // Anyone may come to these paths; each handler reads the protocol's own credential first.
        var group = routes.MapGroup(Root).RequireCors(DirectLineModule.Cors).AllowAnonymous().AddEndpointFilter<DirectLineFaults>();
        group.MapPost("/tokens/generate", GenerateAsync);
        group.MapPost("/tokens/refresh", Refresh);
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{id}", ReconnectAsync);
        group.MapGet("/conversations/{id}/stream", StreamAsync);
        group.MapGet("/conversations/{id}/activities", ReadAsync);
        group.MapPost("/conversations/{id}/activities", PostAsync);
        group.MapPost("/conversations/{id}/upload", (string id, string? userId, HttpRequest request, Uploading uploading, CancellationToken cancellationToken) => uploading.TakeAsync(id, userId, request, cancellationToken));
        group.MapGet("/conversations/{id}/files/{file}", (string id, string file, bool? original, HttpRequest request, Uploading uploading, CancellationToken cancellationToken) => uploading.GiveAsync(id, file, original, request, cancellationToken));
        group.MapGet("/session/getsessionid", DirectLineError.NotFound);
        group.MapMethods("/{**rest}", ["GET", "POST", "PUT", "DELETE", "PATCH"], () => new DirectLineError(404, "NotFound", "There is no such path."));
        return routes;
    }

    private static async Task<IResult> GenerateAsync(HttpRequest request, Credentials credentials, Tokens tokens, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (!credential.IsSecret) return DirectLineError.BadToken();
        var (body, wrong) = await ReadObjectAsync(request, cancellationToken);
        if (wrong is not null) return wrong;
        string? user = null;
        if (body is { } json && json.TryGetProperty("user", out var given) && given.ValueKind is not JsonValueKind.Null)
        {
            if (given.ValueKind is not JsonValueKind.Object || !given.TryGetProperty("id", out var id) || id.ValueKind is not JsonValueKind.String || id.GetString() is not { Length: > 0 and <= 128 } name)
                return DirectLineError.BadArgument("« user.id » must be a text of 1 to 128 characters.");
            user = name;
        }

        List<string> origins = [];
        if (body is { } withOrigins && withOrigins.TryGetProperty("trustedOrigins", out var list) && list.ValueKind is not JsonValueKind.Null)
        {
            if (list.ValueKind is not JsonValueKind.Array || list.EnumerateArray().Any(o => o.ValueKind is not JsonValueKind.String))
                return DirectLineError.BadArgument("« trustedOrigins » must be a list of texts.");
            origins.AddRange(list.EnumerateArray().Select(o => o.GetString()!));
        }

        var conversation = Identifiers.Conversation();
        return TypedJson.Token(200, conversation, tokens.Mint(conversation, user, origins), tokens.Lifetime);
    }

    private static IResult Refresh(HttpRequest request, Credentials credentials, Tokens tokens)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (credential.Token is not { } token) return DirectLineError.BadToken();
        return TypedJson.Token(200, token.Conversation, tokens.Mint(token.Conversation, token.User, token.Origins), tokens.Lifetime);
    }

    private static async Task<IResult> StartAsync(HttpRequest request, Credentials credentials, Tokens tokens, Opening opening, StreamAddress streams, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        var (body, wrong) = await ReadObjectAsync(request, cancellationToken);
        if (wrong is not null) return wrong;
        var id = credential.Token?.Conversation ?? Identifiers.Conversation();
        var user = credential.Token?.User ?? UserOf(body) ?? Identifiers.Visitor();
        var locale = body is { } json && json.TryGetProperty("locale", out var given) && given.ValueKind is JsonValueKind.String && given.GetString() is { Length: <= 35 } tag ? tag : null;
        var opened = await opening.OpenAsync(id, user, locale, cancellationToken);
        if (opened is Opened.Locked) return DirectLineError.BadToken();
        var token = tokens.Mint(id, credential.Token?.User ?? user, credential.Token?.Origins ?? []);
        return TypedJson.Conversation(opened is Opened.Fresh ? 201 : 200, id, token, tokens.Lifetime, streams.For(request, id, null));
    }

    private static async Task<IResult> ReconnectAsync(string id, string? watermark, HttpRequest request, Credentials credentials, Tokens tokens, StreamAddress streams, Transcript transcript, CancellationToken cancellationToken)
    {
        var (conversation, token, fault) = await EnterAsync(id, request, credentials, transcript, cancellationToken);
        if (conversation is null) return fault!;
        if (!TryWatermark(watermark, out var after)) return DirectLineError.BadArgument("The watermark is not one of ours.");
        var fresh = tokens.Mint(id, token?.User ?? conversation.Visitor, token?.Origins ?? []);
        return TypedJson.Conversation(200, id, fresh, tokens.Lifetime, streams.For(request, id, after == 0 ? null : after));
    }

    private static async Task<IResult> ReadAsync(string id, string? watermark, HttpRequest request, Credentials credentials, StreamAddress streams, Transcript transcript, CancellationToken cancellationToken)
    {
        var (conversation, _, fault) = await EnterAsync(id, request, credentials, transcript, cancellationToken);
        if (conversation is null) return fault!;
        if (!TryWatermark(watermark, out var after)) return DirectLineError.BadArgument("The watermark is not one of ours.");
        var lines = await transcript.ReadAsync(id, after, Page, cancellationToken);
        var last = lines.Count > 0 ? lines[^1].Sequence : after;
        return new JsonBytes(200, ActivitySets.Page(lines, last, conversation, streams.Service(request)));
    }

    private static async Task<IResult> PostAsync(string id, HttpRequest request, Credentials credentials, RateLimits limits, Posting posting, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (!credential.Opens(id)) return DirectLineError.BadToken();
        if (await limits.MessageAsync(id, cancellationToken) is { } seconds) return DirectLineError.RateLimited(seconds);
        var (body, wrong) = await ReadBodyAsync(request, cancellationToken);
        if (wrong is not null) return wrong;
        var (activity, bad) = InboundActivity.Read(body);
        if (activity is null) return bad!;
        return await posting.PostAsync(id, credential.Token, activity, cancellationToken);
    }

    private static async Task StreamAsync(string id, string? t, string? watermark, HttpContext http, Tokens tokens, Credentials credentials, Transcript transcript, Streams streams, StreamAddress address, IHostApplicationLifetime lifetime)
    {
        var refusal = await RefuseStreamAsync(id, t, watermark, http, tokens, credentials, transcript);
        if (refusal.Fault is { } fault)
        {
            await fault.ExecuteAsync(http);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await streams.ServeAsync(socket, refusal.Conversation!, refusal.After, address.Service(http.Request), lifetime.ApplicationStopping);
    }

    private static async Task<(Conversation? Conversation, int After, DirectLineError? Fault)> RefuseStreamAsync(
        string id, string? t, string? watermark, HttpContext http, Tokens tokens, Credentials credentials, Transcript transcript)
    {
        if (!http.WebSockets.IsWebSocketRequest) return (null, 0, DirectLineError.BadArgument("This path speaks WebSocket."));
        if (tokens.Read(t ?? "", out var why) is not { ForStream: true } token)
            return (null, 0, why is TokenFault.Expired ? DirectLineError.TokenExpired() : DirectLineError.BadToken());

        // CORS does not guard a socket: its origin is checked here.
        if (token.Conversation != id || !credentials.MayCome(http.Request, token)) return (null, 0, DirectLineError.BadToken());
        if (!TryWatermark(watermark, out var after)) return (null, 0, DirectLineError.BadArgument("The watermark is not one of ours."));
        var conversation = await transcript.FindAsync(id, http.RequestAborted);
        return conversation is null or { Locked: true } ? (null, 0, DirectLineError.NotFound()) : (conversation, after, null);
    }

    private static async Task<(Conversation? Conversation, Token? Token, DirectLineError? Fault)> EnterAsync(
        string id, HttpRequest request, Credentials credentials, Transcript transcript, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return (null, null, fault);
        if (!credential.Opens(id)) return (null, null, DirectLineError.BadToken());
        var conversation = await transcript.FindAsync(id, cancellationToken);
        return conversation switch
        {
            null => (null, null, DirectLineError.NotFound()),
            { Locked: true } => (null, null, DirectLineError.BadToken()),
            _ => (conversation, credential.Token, null),
        };
    }

    private static bool TryWatermark(string? text, out int after)
    {
        after = 0;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) && after >= 0);
    }

    private static string? UserOf(JsonElement? body) =>
        body is { } json && json.TryGetProperty("user", out var user) && user.ValueKind is JsonValueKind.Object
        && user.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String && id.GetString() is { Length: > 0 and <= 128 } name ? name : null;

    /// <summary>An object, or nothing at all; both are right where a body is optional.</summary>
    private static async Task<(JsonElement? Body, DirectLineError? Fault)> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (bytes, fault) = await ReadBodyAsync(request, cancellationToken);
        if (fault is not null) return (null, fault);
        if (bytes.Length == 0) return (null, null);
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => (document.RootElement.Clone(), null),
                JsonValueKind.Null => (null, null),
                _ => (null, DirectLineError.BadSyntax("The body is not a JSON object.")),
            };
        }
        catch (JsonException)
        {
            return (null, DirectLineError.BadSyntax("The body is not JSON in UTF-8."));
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Body, DirectLineError? Fault)> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > InboundActivity.LargestBody) return (default, DirectLineError.TooBig("The body is too big."));
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = InboundActivity.LargestBody;
        var buffer = new MemoryStream((int)(request.ContentLength ?? 1024));
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return (buffer.GetBuffer().AsMemory(0, (int)buffer.Length), null);
    }
}
