namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>The word lists and weights that come with the check.</summary>
internal static class CheckingFiles
{
    /// <summary>The lines of a list that are neither empty nor remarks.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(CheckingFiles).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.Drafting.Checking." + name) ?? throw new InvalidOperationException(name + " is missing.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } full && full[0] != '#') yield return full;
        }
    }
}
