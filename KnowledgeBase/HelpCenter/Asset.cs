using System.Security.Cryptography;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>The style sheet and the script, kept in the assembly, each at an address that changes with it.</summary>
internal sealed class Asset
{
    private Asset(string file, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.HelpCenter." + file)!;
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Bytes = bytes.ToArray();
        Type = type;
        Version = Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 6));
        Address = $"/aide/{file}?v={Version}";
    }

    public static Asset Style { get; } = new("aide.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = new("aide.js", "text/javascript; charset=utf-8");

    public byte[] Bytes { get; }

    public string Type { get; }

    public string Version { get; }

    public string Address { get; }
}
