using System.Collections.Concurrent;
using System.IO.Compression;

namespace BrigadeNumerique.Bot.Operations;

/// <summary>Bytes that many ask for: compressed as hard as can be, once for each way that somebody accepts.</summary>
internal sealed class Packed(byte[] bytes)
{
    private readonly ConcurrentDictionary<string, byte[]> ways = new(StringComparer.Ordinal);

    public byte[] Bytes => bytes;

    /// <summary>Answers with the smallest form that the client takes.</summary>
    public async Task WriteAsync(HttpContext http, string contentType)
    {
        var response = http.Response;
        response.Headers.Vary = "Accept-Encoding";
        var accepted = http.Request.Headers.AcceptEncoding.ToString();
        var way = accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br" : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : null;
        var body = way is null ? bytes : ways.GetOrAdd(way, Compress);
        if (way is not null) response.Headers.ContentEncoding = way;
        response.ContentType = contentType + "; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    private byte[] Compress(string way)
    {
        var output = new MemoryStream();
        using (Stream packing = way == "br" ? new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true) : new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true)) packing.Write(bytes);
        return output.ToArray();
    }
}
