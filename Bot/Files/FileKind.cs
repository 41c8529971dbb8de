using System.Text;

namespace BrigadeNumerique.Bot.Files;

/// <summary>What a file is by its bytes; its name and what the sender calls it count for nothing.</summary>
/// <param name="ContentType">As it is served.</param>
/// <param name="Ending">Of its name, whatever it was.</param>
/// <param name="Shown">A copy can be made to be shown; else it is kept as a file.</param>
internal sealed record FileKind(string ContentType, string Ending, bool Shown)
{
    private static readonly FileKind Jpeg = new("image/jpeg", ".jpg", true), Png = new("image/png", ".png", true), WebP = new("image/webp", ".webp", true), Gif = new("image/gif", ".gif", true);

    private static readonly FileKind Heic = new("image/heic", ".heic", false), Pdf = new("application/pdf", ".pdf", false), Text = new("text/plain", ".txt", false);

    private static readonly FileKind Ogg = new("audio/ogg", ".ogg", false), Mp3 = new("audio/mpeg", ".mp3", false), M4a = new("audio/mp4", ".m4a", false), Amr = new("audio/amr", ".amr", false);

    private static readonly string[] SoundBrands = ["M4A ", "mp42", "isom", "mp41", "3gp4", "3gp5"];

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    /// <summary>It is heard, not seen.</summary>
    public bool Sound => ContentType.StartsWith("audio/", StringComparison.Ordinal);

    /// <summary>Reads a file from its beginning.</summary>
    /// <returns>What it is, or null for anything that is not accepted.</returns>
    public static async Task<FileKind?> OfAsync(Stream file, CancellationToken cancellationToken)
    {
        var head = new byte[64];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (Of(head.AsSpan(0, length)) is { } known) return known;
        file.Position = 0;
        return await IsTextAsync(file, cancellationToken) ? Text : null;
    }

    private static FileKind? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8)) return WebP;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && HeicBrands.Contains(Encoding.ASCII.GetString(head[8..12]))) return Heic;
        if (head.StartsWith("OggS"u8)) return Ogg;
        if (head.StartsWith("ID3"u8) || head is [0xFF, 0xFB or 0xF3 or 0xF2, ..]) return Mp3;
        if (head.StartsWith("#!AMR"u8)) return Amr;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && SoundBrands.Contains(Encoding.ASCII.GetString(head[8..12]))) return M4a;
        return null;
    }

    /// <summary>UTF-8 without control signs, and not the beginning of a page, a drawing or a program.</summary>
    private static async Task<bool> IsTextAsync(Stream file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[8192];
        var first = true;
        try
        {
            while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                var words = buffer.AsSpan(0, read);
                if (first)
                {
                    var begin = words.TrimStart("\uFEFF \t\r\n");
                    if (begin.StartsWith("<") || begin.StartsWith("#!") || begin.StartsWith("{\\rtf")) return false;
                }

                first = false;
                foreach (var sign in words)
                {
                    if (char.IsControl(sign) && sign is not ('\t' or '\r' or '\n' or '\f')) return false;
                }
            }
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return !first;
    }
}
