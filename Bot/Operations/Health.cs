namespace BrigadeNumerique.Bot.Operations;

/// <summary>Whether the first message would be served: migrated, index open, model loaded.</summary>
internal sealed class Readiness
{
    private volatile bool ready;

    public bool IsReady => ready;

    public void Ready() => ready = true;
}

/// <summary>Probes.</summary>
internal static class Health
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        // Probes come from machines without an account and learn one word.
        routes.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", IResult (Readiness readiness) =>
            readiness.IsReady ? TypedResults.Text("ready") : TypedResults.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        return routes;
    }
}
