namespace BrigadeNumerique.Evaluation;

/// <summary>Takes out of the examples what says the same as a frozen message: <c>bash tests/evaluate.sh --drop-near-copies</c>.</summary>
internal static class NearCopies
{
    /// <summary>Drops the lines of the messages, and the whole conversations, that hold one of the texts.</summary>
    /// <param name="triageFolder">The folder with <c>Examples</c> and <c>Dialogues</c>.</param>
    /// <param name="texts">As they stand in the examples.</param>
    /// <returns>What was dropped.</returns>
    public static IReadOnlyList<string> Drop(string triageFolder, IReadOnlySet<string> texts)
    {
        var dropped = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(triageFolder, "Examples"), "*.txt"))
            Keep(file, File.ReadAllLines(file).Select(line => (IReadOnlyList<string>)[line]), "\n", line => line, texts, dropped);
        foreach (var file in Directory.GetFiles(Path.Combine(triageFolder, "Dialogues"), "*.txt"))
            Keep(file, File.ReadAllText(file).Split("\n\n").Select(block => (IReadOnlyList<string>)block.Split('\n')), "\n\n", Words, texts, dropped);
        return dropped;
    }

    private static void Keep(string file, IEnumerable<IReadOnlyList<string>> blocks, string between, Func<string, string> words, IReadOnlySet<string> texts, List<string> dropped)
    {
        var kept = new List<string>();
        foreach (var block in blocks)
        {
            if (block.FirstOrDefault(line => texts.Contains(words(line).Replace('⏎', '\n'))) is { } near) dropped.Add($"{Path.GetFileName(file)}: {near}");
            else kept.Add(string.Join('\n', block));
        }

        var text = string.Join(between, kept);
        File.WriteAllText(file, text.EndsWith('\n') ? text : text + "\n");
    }

    private static string Words(string line) => line.IndexOf(" | ", StringComparison.Ordinal) is var at and >= 0 ? line[(at + 3)..] : line;
}
