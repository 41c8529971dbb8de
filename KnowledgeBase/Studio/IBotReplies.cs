using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Studio;

/// <summary>What the bot says, as a citizen sees it: the studio shows it beside a draft. Turned round, since only the host knows the bot's words.</summary>
public interface IBotReplies
{
    /// <summary>The reply to a question that begins a conversation, in French.</summary>
    /// <param name="question">A citizen's words.</param>
    /// <param name="found">What the search would find.</param>
    BotReply To(string question, SearchResult found);
}

/// <summary>What comes before any search.</summary>
public enum BotAside
{
    /// <summary>Nothing: the search answers.</summary>
    None,

    /// <summary>Danger: the numbers are given.</summary>
    Emergency,

    /// <summary>A sensitive subject: a gendarme.</summary>
    Sensitive,

    /// <summary>A person was asked for.</summary>
    Person,
}

/// <summary>One reply.</summary>
/// <param name="Text">Its words; empty where something comes before the search.</param>
/// <param name="Choices">The buttons under it.</param>
/// <param name="Article">The article it gives.</param>
/// <param name="Aside">What comes before the search.</param>
public sealed record BotReply(string Text, IReadOnlyList<string> Choices, Passage? Article = null, BotAside Aside = BotAside.None);
