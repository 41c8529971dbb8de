using System.Collections.Concurrent;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>
/// One copy of what the assistant says again and again: its texts and cards are the same few hundred in every conversation.
/// Nothing that a person wrote goes in.
/// </summary>
internal static class SharedWords
{
    private const int Most = 4096, Longest = 8000;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string? Of(string? words)
    {
        if (words is null || words.Length > Longest) return words;
        if (Known.TryGetValue(words, out var known)) return known;
        if (Known.Count >= Most) Known.Clear();
        return Known.GetOrAdd(words, words);
    }
}
