using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace BrigadeNumerique.Bot.Operations;

/// <summary>Files of the pages, kept in the assembly: served compressed once and for all, with a tag that changes with the content.</summary>
internal static class EmbeddedFile
{
    private static readonly ConcurrentDictionary<string, byte[]> Files = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, byte[]> Brotli = new(StringComparer.Ordinal);

    /// <summary>The bytes of a resource of this assembly.</summary>
    /// <param name="name">As in the folder, with dots: <c>Chat.Page.chat.js</c>.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static byte[] Read(string name) => Files.GetOrAdd(name, key =>
    {
        var assembly = typeof(EmbeddedFile).Assembly;
        using var stream = assembly.GetManifestResourceStream($"{assembly.GetName().Name}.{key}") ?? throw new FileNotFoundException($"No embedded file {key}.");
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    });

    /// <summary>Short hash of a resource, for an address that changes with it.</summary>
    public static string Version(string name) => Convert.ToHexStringLower(SHA256.HashData(Read(name)).AsSpan(0, 6));

    /// <summary>A file at a fixed address, asked about again after a minute.</summary>
    public static IResult Result(string name, string contentType) => new FileAnswer(name, contentType, "public, max-age=60");

    /// <summary>A file at an address that names its version: kept for a year.</summary>
    public static IResult Forever(string name, string contentType) => new FileAnswer(name, contentType, "public, max-age=31536000, immutable");

    private static byte[] Compressed(string name) => Brotli.GetOrAdd(name, key =>
    {
        var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(Read(key));
        return output.ToArray();
    });

    private sealed class FileAnswer(string name, string contentType, string caching) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var tag = $"\"{Version(name)}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = caching;
            response.Headers.Vary = "Accept-Encoding";
            if (httpContext.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            var brotli = httpContext.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
            var body = brotli ? Compressed(name) : Read(name);
            if (brotli) response.Headers.ContentEncoding = "br";
            response.ContentType = contentType + "; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
