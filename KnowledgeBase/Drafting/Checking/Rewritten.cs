namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>A further question, made to stand alone: made of the words of the exchange, and of nothing else.</summary>
internal static class Rewritten
{
    private const int Longest = 200;

    public static CheckReason Refuses(string text, string subject, string before, string question)
    {
        if (text.Length == 0) return CheckReason.Empty;
        if (text.Length > Longest || text.Contains('\n', StringComparison.Ordinal)) return CheckReason.TooLong;
        var given = Reading.Of($"{subject}\n{before}\n{question}").Tokens;
        var words = Reading.Of(text).Tokens.Where(token => !token.Light).ToList();
        return words.Count == 0 ? CheckReason.Empty : words.TrueForAll(word => given.Any(other => Support.Same(word, other))) ? CheckReason.None : CheckReason.Unsupported;
    }
}
