using SkiaSharp;

namespace BrigadeNumerique.Bot.Files;

/// <summary>A copy of a photo for the screen: drawn anew, so that nothing of the original is in it but the picture — no place, no device, no hidden rider.</summary>
internal static class PhotoCopy
{
    /// <summary>Longest side of a copy in pixels: enough to read a screen or a plate.</summary>
    private const int Longest = 2048;

    private const int Quality = 88;

    /// <summary>Pixels that are unpacked at most: a file of a few kilobytes can claim to hold gigabytes.</summary>
    private const long MostPixels = 80_000_000;

    /// <summary>Makes the copy as JPEG.</summary>
    /// <param name="original">Path of the original.</param>
    /// <param name="copy">Path of the copy; not there yet.</param>
    /// <returns>Its size in pixels, or null where the original is no picture that can be drawn.</returns>
    public static (int Width, int Height)? Make(string original, string copy)
    {
        using var codec = SKCodec.Create(original);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0 || (long)codec.Info.Width * codec.Info.Height > MostPixels) return null;
        using var drawn = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(drawn.Info, drawn.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return null;
        var turned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (wide, high) = turned ? (drawn.Height, drawn.Width) : (drawn.Width, drawn.Height);
        var scale = Math.Min(1f, Longest / (float)Math.Max(wide, high));
        var size = new SKImageInfo(Math.Max(1, (int)(wide * scale)), Math.Max(1, (int)(high * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        if (surface is null) return null;
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(scale);
        surface.Canvas.Concat(Upright(codec.EncodedOrigin, drawn.Width, drawn.Height));
        using var picture = SKImage.FromBitmap(drawn);
        surface.Canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        if (encoded is null) return null;
        using var file = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
        encoded.SaveTo(file);
        return (size.Width, size.Height);
    }

    /// <summary>A telephone writes how it was held beside the picture; the copy has no such note and stands upright by itself.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
