using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase.Asked;

namespace BrigadeNumerique.Bot.Asked;

/// <summary>Tells the editors which answers were of no use. Of a conversation that ever was urgent or sensitive, that waits or that a gendarme holds, nothing is told.</summary>
public sealed class GivenInVain(AskedLog log)
{
    /// <summary>Whether anything of a conversation may be told.</summary>
    public static bool MayBeTold(Conversation conversation) => conversation is { Custody: Custody.Bot, Priority: Priority.Normal, Gravest: Priority.Normal, Topic: null };

    /// <summary>Somebody said that an article they were given is of no use.</summary>
    /// <param name="conversation">As it stands.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="slug">The article.</param>
    public void NotUseful(Conversation conversation, IReadOnlyList<Message> lines, string slug)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(lines);
        if (!MayBeTold(conversation)) return;
        if (lines.LastOrDefault(line => line.Author is Author.Bot && line.Kind == "article" && LineData.From(line.Data)?.Article?.Slug == slug) is { } given) Tell(AskedKind.NotUseful, lines, given);
    }

    /// <summary>An article was given in vain.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="lines">The conversation's lines.</param>
    /// <param name="article">The line that gave it.</param>
    public void Tell(AskedKind kind, IReadOnlyList<Message> lines, Message article)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (lines.FirstOrDefault(line => line.Sequence == article.ReplyTo && line.Author is Author.Citizen) is { } question) log.Note(kind, question.Text, LineData.From(article.Data)?.Article?.Slug);
    }
}
