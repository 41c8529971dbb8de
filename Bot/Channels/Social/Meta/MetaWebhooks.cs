using BrigadeNumerique.Bot.Channels.Inbox;
using BrigadeNumerique.Bot.Channels.Social.Messenger;
using BrigadeNumerique.Bot.Channels.Social.WhatsApp;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Social.Meta;

/// <summary>Where Meta delivers: the handshake by GET, events by POST.</summary>
internal static class MetaWebhooks
{
    public static IEndpointRouteBuilder MapMeta(this IEndpointRouteBuilder routes)
    {
        var channels = routes.ServiceProvider.GetRequiredService<ChannelRegistry>();
        if (channels.Find(MessengerOptions.Channel) is not null) Map(routes, MessengerOptions.Channel, Of(routes.ServiceProvider.GetRequiredService<IOptions<MessengerOptions>>().Value));
        if (channels.Find(WhatsAppOptions.Channel) is not null) Map(routes, WhatsAppOptions.Channel, Of(routes.ServiceProvider.GetRequiredService<IOptions<WhatsAppOptions>>().Value));
        return routes;
    }

    /// <summary>Meta has no account here: the handshake proves itself by the word that we chose, a delivery by its signature.</summary>
    private static void Map(IEndpointRouteBuilder routes, string channel, Hub hub)
    {
        var path = "/api/channels/" + channel;
        routes.MapGet(path, IResult (HttpRequest request, ChannelCounters counters) =>
        {
            if (HubSignature.Challenge(request.Query, hub.VerifyToken) is { } challenge) return Results.Text(challenge);
            counters.Count(channel, Counted.Refused);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }).AllowAnonymous();
        routes.MapWebhook(path, channel, (HttpRequest request, ChannelCounters counters, Intake intake, CancellationToken cancellationToken) => TakeAsync(request, channel, hub, counters, intake, cancellationToken));
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, string channel, Hub hub, ChannelCounters counters, Intake intake, CancellationToken cancellationToken)
    {
        if (request.Headers[HubSignature.Header] is not [{ Length: > 0 } signature])
        {
            counters.Count(channel, Counted.Refused);
            return Results.Unauthorized();
        }

        if (await Webhook.ReadAsync(request, Webhook.LargestBody, cancellationToken) is not { } body)
        {
            counters.Count(channel, Counted.Unreadable);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!HubSignature.Matches(signature, body, hub.AppSecret))
        {
            counters.Count(channel, Counted.Refused);
            return Results.Unauthorized();
        }

        if (hub.Read(body) is not { } events)
        {
            counters.Count(channel, Counted.Unreadable);
            return Results.BadRequest();
        }

        await intake.TakeAsync(channel, events, cancellationToken);
        return Results.Ok();
    }

    private static Hub Of(MessengerOptions options) => new(options.AppSecret, options.VerifyToken, MessengerPayload.Read);

    private static Hub Of(WhatsAppOptions options) => new(options.AppSecret, options.VerifyToken, body => WhatsAppPayload.Read(body, options.PhoneNumberId));

    /// <summary>What one service's address knows.</summary>
    private sealed record Hub(string AppSecret, string VerifyToken, Func<ReadOnlyMemory<byte>, IReadOnlyList<InboundEvent>?> Read);
}
