namespace BrigadeNumerique.Handoff.CannedReplies;

/// <summary>The replies that come with the product, from <c>Seed</c>: a category behind « # », then « /shortcut | title » and the words, with an empty line between two.</summary>
internal static class ReplySeed
{
    /// <summary>All of them, anew at each call.</summary>
    /// <exception cref="InvalidDataException">A file is not written so: a fault of ours, found by the tests.</exception>
    public static IReadOnlyList<CannedReply> Load()
    {
        var assembly = typeof(ReplySeed).Assembly;
        const string folder = ".CannedReplies.Seed.";
        var all = new List<CannedReply>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var language = name[(name.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..^".txt".Length];
            all.AddRange(Read(reader.ReadToEnd(), language));
        }

        return all;
    }

    internal static IEnumerable<CannedReply> Read(string file, string language)
    {
        var category = "";
        foreach (var block in file.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (block.StartsWith("# ", StringComparison.Ordinal))
            {
                category = block[2..];
                continue;
            }

            var head = block.Split('\n', 2);
            if (head is not [['/', ..] first, var text] || first.Split(" | ", 2) is not [var shortcut, var title]) throw new InvalidDataException($"{language}: « {head[0]} » is not a reply.");
            yield return new CannedReply { Id = $"{language}{shortcut}", Shortcut = shortcut[1..], Title = title, Text = text, Language = language, Category = category };
        }
    }
}
