using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase.Asked;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Tells the editors what the assistant could not answer, after the turn and beside it. Of a conversation that ever was urgent or
/// sensitive, that waits or that a gendarme holds, nothing is told.
/// </summary>
public sealed class AskedInVain(AskedLog log, GivenInVain given)
{
    /// <summary>After a turn that was written.</summary>
    /// <param name="key">The conversation: remembered while its citizen chooses, never written.</param>
    /// <param name="mayBeTold">What <see cref="GivenInVain.MayBeTold"/> said before the turn.</param>
    /// <param name="lines">Its lines up to the message.</param>
    /// <param name="message">The citizen's message.</param>
    /// <param name="outcome">What the assistant did.</param>
    public void After(string key, bool mayBeTold, IReadOnlyList<Message> lines, Message message, TurnOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!mayBeTold || outcome.Alarm is not null || outcome.Assessment is { Route: Route.Emergency } or { Sensitive.Length: > 0 } or { Urgency: not Urgency.Normal })
        {
            log.Close(key, null);
            return;
        }

        switch (outcome.End)
        {
            case TurnEnd.Answered when outcome.Article is { } slug:
                log.Close(key, outcome.Chosen ? null : AskedKind.NotChosen);
                log.Hit(slug, message.Text);
                break;
            case TurnEnd.Offered:
                log.Close(key, AskedKind.NotChosen);
                log.Offer(key, message.Text);
                break;
            case TurnEnd.NoArticle:
                log.Close(key, AskedKind.NotChosen);
                log.Note(AskedKind.NoArticle, message.Text);
                break;
            case TurnEnd.Rephrase:
                log.Close(key, AskedKind.Rephrased);
                break;
            case TurnEnd.Person:
                log.Close(key, AskedKind.Person);
                var last = lines.LastOrDefault(line => line.Sequence < message.Sequence && line.Author is Author.Bot && line.Audience is Audience.Everyone);
                if (last?.Kind == "article") given.Tell(AskedKind.Person, lines, last);
                break;
            default:
                log.Close(key, AskedKind.NotChosen);
                break;
        }
    }
}
