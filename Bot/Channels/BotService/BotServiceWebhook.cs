using BrigadeNumerique.Bot.Channels.Inbox;

namespace BrigadeNumerique.Bot.Channels.BotService;

/// <summary>Where Azure Bot Service posts activities.</summary>
internal static class BotServiceWebhook
{
    /// <summary>Azure has no account here: an activity proves itself by its signed token.</summary>
    public static IEndpointRouteBuilder MapBotService(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<ChannelRegistry>().Find(BotServiceOptions.Channel) is not null)
            routes.MapWebhook("/api/messages", BotServiceOptions.Channel, (HttpRequest request, ActivityGuard guard, ChannelCounters counters, Intake intake, TimeProvider clock, CancellationToken cancellationToken) => TakeAsync(request, guard, counters, intake, clock, cancellationToken));
        return routes;
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, ActivityGuard guard, ChannelCounters counters, Intake intake, TimeProvider clock, CancellationToken cancellationToken)
    {
        Caller? caller;
        try
        {
            (caller, _) = await guard.AdmitAsync(request.Headers.Authorization, cancellationToken);
        }
        catch (SigningKeysException unreadable)
        {
            counters.Fault(BotServiceOptions.Channel, DeliveryError.Unreachable, unreadable.Message);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (caller is null)
        {
            counters.Count(BotServiceOptions.Channel, Counted.Refused);
            return Results.Unauthorized();
        }

        if (await Webhook.ReadAsync(request, Webhook.LargestBody, cancellationToken) is not { } body)
        {
            counters.Count(BotServiceOptions.Channel, Counted.Unreadable);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (PostedActivity.Read(body, clock.GetUtcNow()) is not { } activity)
        {
            counters.Count(BotServiceOptions.Channel, Counted.Unreadable);
            return Results.BadRequest();
        }

        if (caller.Refuses(activity.ServiceUrl, activity.ChannelId) is not null)
        {
            counters.Count(BotServiceOptions.Channel, Counted.Refused);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (activity.ToEvent() is { } item) await intake.TakeAsync(BotServiceOptions.Channel, [item], cancellationToken);
        return Results.Ok();
    }
}
