namespace BrigadeNumerique.Bot.Channels;

/// <summary>Reading what another server sends, up to a limit.</summary>
internal static class Bounded
{
    /// <summary>Reads all.</summary>
    /// <returns>Null where there is more than <paramref name="largest"/>, whatever length was told.</returns>
    public static async Task<byte[]?> ReadAsync(HttpContent content, long largest, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > largest) return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > largest) return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
