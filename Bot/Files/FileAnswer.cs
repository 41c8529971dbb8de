using BrigadeNumerique.Handoff.Files;

namespace BrigadeNumerique.Bot.Files;

/// <summary>Hands out a citizen's file so that no browser can run it: the copy to be looked at, everything else to be saved.</summary>
internal sealed class FileAnswer(FileShelf shelf, CitizenFile file, bool original) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var shown = file.HasCopy && !original;
        var path = shown ? shelf.Copy(file) : shelf.Original(file);
        var headers = httpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!File.Exists(path))
        {
            headers.ContentSecurityPolicy = default;
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await TypedResults.PhysicalFile(path, shown ? "image/jpeg" : file.ContentType, shown ? null : file.Name).ExecuteAsync(httpContext);
    }
}
