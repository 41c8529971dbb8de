using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BrigadeNumerique.Bot.Operations;

/// <summary>Files of the pages, kept in the assembly: served compressed once and for all, with a tag that changes with the content.</summary>
internal static class EmbeddedFile
{
    private static readonly ConcurrentDictionary<string, Packed> Files = new(StringComparer.Ordinal);

    /// <summary>The bytes of a resource of this assembly.</summary>
    /// <param name="name">As in the folder, with dots: <c>Chat.Page.chat.js</c>.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static byte[] Read(string name) => Find(name).Bytes;

    /// <summary>Short hash of a resource, for an address that changes with it.</summary>
    public static string Version(string name) => Convert.ToHexStringLower(SHA256.HashData(Read(name)).AsSpan(0, 6));

    /// <summary>A file at a fixed address, asked about again after a minute.</summary>
    public static IResult Result(string name, string contentType) => new FileAnswer(name, contentType, "public, max-age=60");

    /// <summary>A file at an address that names its version: kept for a year.</summary>
    public static IResult Forever(string name, string contentType) => new FileAnswer(name, contentType, "public, max-age=31536000, immutable");

    private static Packed Find(string name) => Files.GetOrAdd(name, key =>
    {
        var assembly = typeof(EmbeddedFile).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.{key}") ?? throw new FileNotFoundException($"No embedded file {key}.");
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new Packed(bytes.ToArray());
    });

    private sealed class FileAnswer(string name, string contentType, string caching) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var tag = $"\"{Version(name)}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = caching;
            if (httpContext.Request.Headers.IfNoneMatch != tag) return Find(name).WriteAsync(httpContext, contentType);
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
    }
}
