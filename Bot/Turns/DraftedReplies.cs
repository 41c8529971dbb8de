using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Asked;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Live;
using BrigadeNumerique.KnowledgeBase.Drafting;
using BrigadeNumerique.KnowledgeBase.Search;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// Lets the language model word what the assistant has decided: an ordinary answer from an article, and nothing else. What is
/// decided stays decided; a draft that is late, refused or void leaves the answer as it was.
/// </summary>
public sealed partial class DraftedReplies
{
    /// <summary>Far below what raises an alarm: where there might be danger, the model says nothing.</summary>
    private const double LeastDanger = 0.25;

    /// <summary>The short answer and the nearest parts.</summary>
    private const int Extracts = 4;

    private readonly Drafter drafter;
    private readonly Assistant assistant;
    private readonly HelpSearch search;
    private readonly Replies replies;
    private readonly Speech speech;
    private readonly Transcript transcript;
    private readonly IChangeFeed feed;
    private readonly Streams streams;
    private readonly Translations translations = new();

    internal DraftedReplies(Drafter drafter, Assistant assistant, HelpSearch search, Replies replies, Speech speech, Transcript transcript, IChangeFeed feed, Streams streams) =>
        (this.drafter, this.assistant, this.search, this.replies, this.speech, this.transcript, this.feed, this.streams) = (drafter, assistant, search, replies, speech, transcript, feed, streams);

    /// <summary>Whether the model may word this at all: calm in the whole conversation, held by the assistant, no person wanted.</summary>
    internal bool MayWord(Conversation conversation, TurnOutcome outcome) =>
        (drafter.Ready(ModelUse.Answer) || drafter.Ready(ModelUse.Translation) || drafter.Ready(ModelUse.FollowUp) || drafter.Ready(ModelUse.Easy))
        && GivenInVain.MayBeTold(conversation) && outcome is { Alarm: null, Handoff: null, Replies.Count: 1 }
        && outcome.Assessment is { Urgency: Urgency.Normal, Sensitive: "", ByChild: false, Danger: < LeastDanger, Route: not (Route.Emergency or Route.Human) };

    /// <summary>Words the answer.</summary>
    /// <returns>What is to be written in the place of what was decided.</returns>
    internal async Task<Draft> WordAsync(Conversation conversation, IReadOnlyList<Message> lines, Message message, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        var draft = new Draft(streams, conversation.Id, message.Sequence, speech.Say(outcome.Language, "draft.searching")) { Outcome = outcome };
        using var current = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = feed.Subscribe(id =>
        {
            if (id == conversation.Id) _ = CancelIfTakenAsync(conversation, current);
        });
        try
        {
            draft.Outcome = await WordAsync(lines, message, outcome, draft, current.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody has the conversation meanwhile: whatever was decided is void.
        }

        return draft;
    }

    private async Task<TurnOutcome> WordAsync(IReadOnlyList<Message> lines, Message message, TurnOutcome outcome, Draft draft, CancellationToken cancellationToken)
    {
        var turn = drafter.BeginTurn();
        var question = message.Text;
        if (outcome.Language != Speech.French) return await ForeignAsync(message, outcome, turn, draft, cancellationToken);
        if (Easier().IsMatch(question) && Dialogue.Before(message, lines).LastArticle is { } given && Calm(given) is { } told) return await EasyAsync(told, outcome, turn, draft, cancellationToken);
        if (outcome.AskedFurther is { } about && search.Find(about) is { } article)
        {
            draft.Begin();
            if (await drafter.StandaloneAsync(article.Title, Before(lines, message), question, turn, cancellationToken) is { } alone && search.Find(alone, 1) is { Sure: true, Passages: [{ Sensitive: null } found, ..] })
                (outcome, question) = (assistant.Give(outcome, found), alone);
        }

        if (Slug(outcome) is not { } slug || Calm(slug) is null || outcome.AskedFurther is not null) return draft.Final(outcome);
        draft.Begin();
        var passages = Passages(slug, question);
        return await drafter.AnswerAsync(question, passages, turn, draft.Show, cancellationToken) is { } text
            ? draft.Final(outcome with { Replies = [replies.Drafted(outcome.Replies[0], text, "draft.note", Speech.French)] })
            : draft.Final(outcome);
    }

    /// <summary>« plus simple ? » after an answer: the published easy version, else one that is drafted.</summary>
    private async Task<TurnOutcome> EasyAsync(Passage passage, TurnOutcome outcome, TurnAllowance turn, Draft draft, CancellationToken cancellationToken)
    {
        var given = assistant.Give(outcome, passage);
        draft.Begin();
        return await drafter.EasyAsync([new GivenPassage(passage.Slug, passage.Revision, passage.Text) { Title = passage.Title }], turn, draft.Show, cancellationToken) is { } text
            ? draft.Final(given with { Replies = [replies.Drafted(given.Replies[0], text, "draft.easy", Speech.French)], End = TurnEnd.Other })
            : draft.Final(outcome);
    }

    /// <summary>Another language: the question in French for the search where it found nothing, and the article's own words translated, both ways checked.</summary>
    private async Task<TurnOutcome> ForeignAsync(Message message, TurnOutcome outcome, TurnAllowance turn, Draft draft, CancellationToken cancellationToken)
    {
        if (outcome.End is TurnEnd.NoArticle or TurnEnd.Offered)
        {
            draft.Begin();
            if (await drafter.ToFrenchAsync(message.Text, turn, cancellationToken) is not { } french || search.Find(french, 1) is not { Sure: true, Passages: [{ Sensitive: null } found, ..] }) return draft.Final(outcome);
            outcome = assistant.Give(outcome, found);
        }

        // Where an editor has translated the article, that is what is given.
        if (Slug(outcome) is not { } slug || Calm(slug) is not { } passage || search.Translation(slug, outcome.Language) is not null) return draft.Final(outcome);
        draft.Begin();
        var text = translations.Find(passage, outcome.Language);
        if (text is null && await drafter.TranslateAsync(new GivenPassage(passage.Slug, passage.Revision, passage.Text), outcome.Language, turn, cancellationToken) is { } translated) translations.Keep(passage, outcome.Language, text = translated);
        return draft.Final(text is null ? outcome : outcome with { Replies = [replies.Drafted(outcome.Replies[0], text, "draft.translated", outcome.Language)] });
    }

    private async Task CancelIfTakenAsync(Conversation began, CancellationTokenSource current)
    {
        try
        {
            if (await transcript.RecallAsync(began.Id, 0, CancellationToken.None) is { State: var now } && now.Epoch != began.Epoch) await current.CancelAsync();
        }
        catch (Exception fault) when (fault is ObjectDisposedException or System.Data.Common.DbException)
        {
            // The draft is done, or the write that follows finds out.
        }
    }

    private GivenPassage[] Passages(string slug, string question)
    {
        var article = search.Find(slug);
        return [.. search.Extracts(slug, question, Extracts).Select(text => new GivenPassage(slug, article?.Revision ?? 0, text) { Title = article?.Title ?? "" })];
    }

    private Passage? Calm(string slug) => search.Find(slug) is { Sensitive: null } passage ? passage : null;

    private static string? Slug(TurnOutcome outcome) => outcome.Replies is [{ Kind: "article" } line] ? LineData.From(line.Data)?.Article?.Slug : null;

    /// <summary>What was said before, as far as a further question needs it.</summary>
    private static List<string> Before(IReadOnlyList<Message> lines, Message message) =>
        [.. lines.Where(line => line.Sequence < message.Sequence && line.Author is Author.Citizen && line.Audience is Audience.Everyone).TakeLast(3).Select(line => line.Text)];

    [GeneratedRegex(@"\bplus\s+(?:simples?|simplement|facile(?:ment)?|clair(?:ement)?)\b|\bfacile\s+[àa]\s+(?:lire|comprendre)\b|\bfalc\b|\bj(?:e\s+|['’])\s*(?:n['’]?\s*)?(?:ai\s+)?(?:pas|rien)\s+compris\b|\bje\s+(?:ne\s+)?comprends?\s+(?:pas|rien)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Easier();
}
