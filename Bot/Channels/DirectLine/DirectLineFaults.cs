using System.Globalization;

namespace BrigadeNumerique.Bot.Channels.DirectLine;

/// <summary>Turns what goes wrong inside into the protocol's error body, with a number that is in the log and nothing else.</summary>
internal sealed class DirectLineFaults(ILogger<DirectLineFaults> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? DirectLineError.TooBig("The body is too big.")
                : new DirectLineError(bad.StatusCode, "BadSyntax", "The request could not be read.");
        }
        catch (KeyNotFoundException)
        {
            return DirectLineError.NotFound();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var incident = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
            Log.DirectLineFailed(logger, incident, fault);
            return new DirectLineError(500, "ServiceError", $"Something went wrong on our side (incident {incident}).");
        }
    }
}
