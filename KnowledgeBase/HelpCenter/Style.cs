using System.Security.Cryptography;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The one style sheet, kept in the assembly, at an address that changes with it.</summary>
internal static class Style
{
    public static byte[] Bytes { get; } = Read();

    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 6));

    public static string Address { get; } = "/aide/aide.css?v=" + Version;

    private static byte[] Read()
    {
        using var stream = typeof(Style).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.HelpCenter.aide.css")!;
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
