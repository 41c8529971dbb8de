using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace BrigadeNumerique.Support;

/// <summary>Files that citizens send, good and bad.</summary>
public static class SomeFile
{
    /// <summary>Words that stand in the metadata of <see cref="Photo"/>.</summary>
    public const string Secret = "APPAREIL-SECRET";

    /// <summary>A wide picture, red on the left and blue on the right, as PNG, JPEG or WebP.</summary>
    public static byte[] Picture(SKEncodedImageFormat format = SKEncodedImageFormat.Png, int width = 64, int height = 32)
    {
        using var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        canvas.DrawRect(0, 0, width / 2f, height, red);
        canvas.Flush();
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A JPEG of a telephone held upright: turned by a note in its metadata, which also says the device and the place.</summary>
    public static byte[] Photo()
    {
        var jpeg = Picture(SKEncodedImageFormat.Jpeg);
        var exif = Exif();
        var segment = new byte[4 + exif.Length];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(exif.Length + 2));
        exif.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>The multipart body of an upload, as the public client makes it.</summary>
    public static MultipartFormDataContent Upload(string clientId, params (byte[] Bytes, string Name, string Type)[] files)
    {
        var body = new MultipartFormDataContent();
        var names = string.Join(",", files.Select(file => $$"""{"name":"{{JsonEncodedText.Encode(file.Name)}}","contentType":"{{file.Type}}"}"""));
        body.Add(new StringContent($$"""{"type":"message","from":{"id":"citoyen"},"channelData":{"clientActivityID":"{{clientId}}"},"attachments":[{{names}}]}""", Encoding.UTF8, "application/vnd.microsoft.activity"), "activity");
        foreach (var (bytes, name, type) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue(type);
            body.Add(part, "file", name);
        }

        return body;
    }

    private static byte[] Exif()
    {
        // A TIFF block, big-endian: device, orientation 6, pointer to the place; then the place: 48° N.
        var secret = Encoding.ASCII.GetBytes(Secret + "\0");
        const int first = 8, entries = 3;
        const int text = first + 2 + (entries * 12) + 4;
        var gps = text + secret.Length + (secret.Length % 2);
        var block = new byte[gps + 2 + (2 * 12) + 4 + 24];
        "MM\0*"u8.CopyTo(block);
        Put32(4, first);
        Put16(first, entries);
        Entry(first + 2, 0x0110, 2, secret.Length, text);
        Entry(first + 14, 0x0112, 3, 1, 6 << 16);
        Entry(first + 26, 0x8825, 4, 1, gps);
        secret.CopyTo(block, text);
        Put16(gps, 2);
        Entry(gps + 2, 0x0001, 2, 2, 'N' << 24);
        Entry(gps + 14, 0x0002, 5, 3, gps + 30);
        foreach (var (value, at) in new[] { (48, 0), (1, 4), (51, 8), (1, 12), (0, 16), (1, 20) }) Put32(gps + 30 + at, value);
        return [.. "Exif\0\0"u8, .. block];

        void Put16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(at), (ushort)value);
        void Put32(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(block.AsSpan(at), value);
        void Entry(int at, int tag, int type, int count, int value)
        {
            Put16(at, tag);
            Put16(at + 2, type);
            Put32(at + 4, count);
            Put32(at + 8, value);
        }
    }
}
