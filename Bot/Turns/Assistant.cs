using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Receiving;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.KnowledgeBase.Search;
using Route = BrigadeNumerique.Bot.Triage.Route;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>
/// What the assistant does with a message, given who holds the conversation and what was said: a function of the record,
/// the published articles and the trained model. It writes nothing and asks nobody.
/// </summary>
public sealed class Assistant(TriageEngine triage, HelpSearch search, Replies replies, Speech speech, LanguageOf languages, DeskPresence desk)
{
    /// <summary>After so many clarifications in a row, a person.</summary>
    private const int MostClarifications = 2;

    /// <summary>A further question is about another article only where the search is as sure of it; a first one needs less (<see cref="SearchResult.Sure"/>).</summary>
    private const double SureOfAnother = 0.6;

    /// <summary>« oui » and « merci » are no question to look articles up for.</summary>
    private const int ShortestQuestion = 12;

    /// <summary>Under it, an article offered for the time of waiting would be a guess.</summary>
    private const double LikelyUseful = 0.3;

    private const int MostMeanwhile = 2;

    /// <summary>The article that says how to meet a gendarme.</summary>
    private const string AppointmentArticle = "prendre-rendez-vous";

    /// <summary>Decides one message.</summary>
    /// <param name="conversation">As it stands; nothing of it is changed.</param>
    /// <param name="lines">The lines up to now, the message among them.</param>
    /// <param name="message">The citizen's message.</param>
    public TurnOutcome Decide(Conversation conversation, IReadOnlyList<Message> lines, Message message)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(message);
        var dialogue = Dialogue.Before(message, lines);
        var assessment = triage.Assess(message.Text, dialogue.Context);
        var language = languages.For(assessment.Language, conversation.Locale);
        var turn = new Turn(message, dialogue, assessment, language, conversation);

        var outcome = new TurnOutcome(message.Sequence, conversation.Epoch, assessment, []) { Language = language };
        if (assessment.Route is Route.Emergency) return dialogue.AnsweredAlready ? outcome : outcome with { Alarm = assessment.ToSignal() };
        return conversation.Custody switch
        {
            Custody.Bot => Answer(turn, outcome),
            Custody.Queued => WhileWaiting(turn, outcome),

            // An operator holds it: the assistant is silent, but a grave subject moves the conversation up at the desk.
            _ => Rise(turn, outcome),
        };
    }

    /// <summary>An article as the answer to a message, for whoever has found it by other words than the citizen's.</summary>
    internal TurnOutcome Give(TurnOutcome outcome, Passage passage) =>
        outcome with { Replies = [replies.Article(passage, outcome.Language, outcome.Sequence, translation: outcome.Language == Speech.French ? null : search.Translation(passage.Slug, outcome.Language))], End = TurnEnd.Answered, Article = passage.Slug, AskedFurther = null };

    private TurnOutcome Answer(Turn turn, TurnOutcome outcome)
    {
        // The assistant opens no file, and says so rather than guess from its name.
        if (FileCard.AnyIn(turn.Message.Data) && turn.Assessment.Sensitive.Length == 0) return outcome with { Replies = [replies.Say(FileCard.IsVoice(turn.Message.Data) ? "channel.voice" : "file.bot", turn.Language, turn.Sequence, [replies.Person(turn.Language)])] };
        if (turn.Offered(speech.Say(Speech.French, "unsure.none")) || turn.Offered(speech.Say(Speech.French, "clarify.other")) || turn.Offered("Reformuler"))
            return (turn.Dialogue.Clarifications >= MostClarifications ? GiveUp(turn, outcome) : outcome with { Replies = [replies.Say("rephrase", turn.Language, turn.Sequence, [replies.Person(turn.Language)], kind: Replies.Unsure)] }) with { End = TurnEnd.Rephrase };
        if (turn.OfferedTitle(search) is { } chosen) return Give(turn, outcome, chosen) with { Chosen = true };
        if (FirstChoices.Behind(turn.Message.Text, speech, search) is { Count: > 1 } several) return outcome with { Replies = [replies.Which(several, turn.Language, turn.Sequence)] };
        return turn.Assessment.Route switch
        {
            Route.Human when turn.Assessment.Sensitive.Length > 0 => Sensitive(turn, outcome),
            Route.Human => Asked(turn, outcome),
            Route.Appointment => Appointment(turn, outcome),
            Route.Other => Small(turn, outcome),
            _ => Find(turn, outcome),
        };
    }

    private TurnOutcome WhileWaiting(Turn turn, TurnOutcome outcome)
    {
        if (replies.WhileNobodyComes(turn.Message.Text, search.Find(AppointmentArticle), turn.Language, turn.Sequence) is { } chosen) return outcome with { Replies = [chosen] };
        if (turn.Assessment.Route is not Route.Human || turn.Assessment.Sensitive.Length == 0) return outcome;
        var risen = Rise(turn, outcome);

        // The answer to « are you safe? »: somebody reads it, and the assistant says so once.
        var asked = turn.Dialogue.Context.SafetyAsked;
        if (asked) return risen with { Replies = [replies.Say("safe.thanks", turn.Language, turn.Sequence)] };
        return turn.Conversation.Priority is Priority.Normal ? risen with { Replies = [replies.Sensitive(turn.Assessment, turn.Language, turn.Sequence)] } : risen;
    }

    private static TurnOutcome Rise(Turn turn, TurnOutcome outcome) =>
        turn.Assessment.Route is Route.Human && turn.Assessment.Sensitive.Length > 0
            ? outcome with { Handoff = new HandoffRequest(HandoffReason.Sensitive, Priority.Sensitive, turn.Assessment.Sensitive, []) }
            : outcome;

    private TurnOutcome Sensitive(Turn turn, TurnOutcome outcome) => outcome with
    {
        Replies = [replies.Sensitive(turn.Assessment, turn.Language, turn.Sequence)],
        Handoff = new HandoffRequest(HandoffReason.Sensitive, Priority.Sensitive, turn.Assessment.Sensitive, Waiting(turn.Language, sensitive: true)),
    };

    private TurnOutcome Asked(Turn turn, TurnOutcome outcome) => outcome with
    {
        Replies = [replies.Say("handoff.asked", turn.Language, turn.Sequence)],
        End = TurnEnd.Person,
        Handoff = new HandoffRequest(HandoffReason.Asked, Priority.Normal, null, [.. Waiting(turn.Language, sensitive: false), .. Meanwhile(turn)]),
    };

    private TurnOutcome GiveUp(Turn turn, TurnOutcome outcome) => outcome with
    {
        Replies = [replies.Say("handoff.unsure", turn.Language, turn.Sequence)],
        End = TurnEnd.NoArticle,
        Handoff = new HandoffRequest(HandoffReason.Unsure, Priority.Normal, null, [.. Waiting(turn.Language, sensitive: false), .. Meanwhile(turn)]),
    };

    private IReadOnlyList<Line> Waiting(string language, bool sensitive) =>
        desk.Online ? [replies.Queue(language, sensitive)] : [replies.Queue(language, sensitive), replies.Nobody(language, sensitive)];

    /// <summary>What was asked before a person was: its articles, but for the one that was given and did not help. Nothing on a grave subject, and nothing where the search only guesses.</summary>
    private IReadOnlyList<Line> Meanwhile(Turn turn)
    {
        if (turn.Language != Speech.French) return [];
        var question = turn.Dialogue.Context.Lines.LastOrDefault(line => line.Speaker is Speaker.Citizen && line.Text.Length >= ShortestQuestion)?.Text;
        if (question is null || search.Find(question, 4) is not { Confidence: >= LikelyUseful } found) return [];
        var passages = found.Passages.Where(passage => passage.Sensitive is null && passage.Slug != turn.Dialogue.LastArticle).Take(MostMeanwhile).ToList();
        return passages.Count == 0 ? [] : [replies.WhileWaiting(passages, turn.Language)];
    }

    private TurnOutcome Appointment(Turn turn, TurnOutcome outcome)
    {
        var found = search.Find(turn.Message.Text, 3);
        var passage = found.Sure ? found.Passages[0] : search.Find(AppointmentArticle);
        List<Line> lines = [replies.Say("appointment", turn.Language, turn.Sequence, [replies.Person(turn.Language)])];
        if (passage is not null) lines.Insert(0, Article(turn, passage));
        return outcome with { Replies = lines };
    }

    private TurnOutcome Small(Turn turn, TurnOutcome outcome)
    {
        var key = turn.Assessment.Intent switch
        {
            "greeting" => "hello",
            "thanks-feedback" => "thanks",
            _ => null,
        };
        // Who opens a channel by « bonjour » has been greeted by the first line already.
        if (key is "hello" && turn.Dialogue.JustGreeted && turn.Conversation.Channel != Opening.Channel) return outcome;
        if (key is not null) return outcome with { Replies = [replies.Say(key, turn.Language, turn.Sequence)] };
        var found = search.Find(turn.Message.Text, 3);
        if (turn.Dialogue.Clarifications == 0 && search.Broad(turn.Message.Text, 3) is { } broad) return outcome with { Replies = [replies.Clarify(broad, turn.Language, turn.Sequence)], End = TurnEnd.Offered };
        return found.Sure ? Give(turn, outcome, found.Passages[0]) : outcome with { Replies = [replies.Say("offtopic", turn.Language, turn.Sequence, [replies.Person(turn.Language)])], End = TurnEnd.NoArticle };
    }

    private TurnOutcome Find(Turn turn, TurnOutcome outcome)
    {
        if (turn.Assessment.Bare && turn.Dialogue.LastArticle is not null) return outcome with { Replies = [replies.Say("heard", turn.Language, turn.Sequence)] };
        var found = search.Find(turn.Message.Text, 3);
        var broad = search.Broad(turn.Message.Text, 3);
        var another = found.Confidence >= SureOfAnother;
        var pointsBack = turn.PointsBack || (!another && turn.FollowsUp);
        if ((pointsBack || (turn.AsksAlone && (!another || broad is not null))) && turn.Dialogue.LastArticle is { } slug && search.Find(slug) is { } earlier)
        {
            // A question that may have a subject after all is about the article only where the article says something of it.
            var words = search.Within(slug, turn.Message.Text);
            if (pointsBack || words is not null) return outcome with { Replies = [replies.Article(earlier, turn.Language, turn.Sequence, words ?? speech.Say(Speech.French, "followup.none"))], AskedFurther = words is null ? slug : null };
        }

        // « amende » is no question yet: what it may be about is asked back, once.
        if (broad is not null && turn.Dialogue.Clarifications == 0) return outcome with { Replies = [replies.Clarify(broad, turn.Language, turn.Sequence)], End = TurnEnd.Offered };
        if (found.Expired) return outcome with { Replies = [replies.Say("expired", turn.Language, turn.Sequence, [replies.Person(turn.Language)])] };
        if (found.Sure) return Give(turn, outcome, found.Passages[0]);
        if (turn.Dialogue.Clarifications >= MostClarifications) return GiveUp(turn, outcome);

        // One word was asked back already: whoever repeats it is not asked twice.
        return found.Passages.Count > 0 && broad is null
            ? outcome with { Replies = [replies.Titles(found.Passages, turn.Language, turn.Sequence)], End = TurnEnd.Offered }
            : outcome with { Replies = [replies.None(turn.Language, turn.Sequence)], End = TurnEnd.NoArticle };
    }

    private TurnOutcome Give(Turn turn, TurnOutcome outcome, Passage passage) =>
        outcome with { Replies = [Article(turn, passage)], End = TurnEnd.Answered, Article = passage.Slug };

    private Line Article(Turn turn, Passage passage) =>
        replies.Article(passage, turn.Language, turn.Sequence, translation: turn.Language == Speech.French ? null : search.Translation(passage.Slug, turn.Language));

    private sealed record Turn(Message Message, Dialogue Dialogue, Assessment Assessment, string Language, Conversation Conversation)
    {
        /// <summary>More words than this and the question stands by itself.</summary>
        private const int ShortQuestion = 9;

        public int Sequence => Message.Sequence;

        /// <summary>« et c'est payant ? »: short, and about what was said before.</summary>
        public bool FollowsUp => Assessment.FollowsUp || (Message.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= ShortQuestion
            && Message.Text.TrimStart().StartsWith("et ", StringComparison.OrdinalIgnoreCase));

        /// <summary>« et ça coûte combien ? » names nothing: whatever a search is sure of, it is about what was said before.</summary>
        public bool PointsBack => FollowsUp && Words.Any(word => word is "ça" or "ca" or "cela");

        /// <summary>« combien de temps ? », « c'est gratuit ? »: a question without a subject of its own.</summary>
        public bool AsksAlone => Words is { Length: > 0 and <= 5 } words && (Openings.Contains(words[0]) || words.Any(word => word is "payant" or "gratuit" or "délai" or "delai"));

        private static readonly HashSet<string> Openings = ["combien", "quand", "où", "comment", "pourquoi", "c'est", "c’est", "cest", "est-ce", "faut-il", "dois-je", "puis-je", "quel", "quelle", "quels", "quelles"];

        private string[] Words => Message.Text.ToLowerInvariant().Split([' ', '\u00A0', '\u202F', '?', ',', '.', '!'], StringSplitOptions.RemoveEmptyEntries);

        public bool Offered(string choice) => Dialogue.Offered.Contains(choice) && string.Equals(Message.Text.Trim(), choice, StringComparison.OrdinalIgnoreCase);

        /// <summary>The article whose title was offered and tapped.</summary>
        public Passage? OfferedTitle(HelpSearch search)
        {
            var words = Message.Text.Trim();
            return Dialogue.Offered.Contains(words) && search.Find(words, 1) is { Passages: [var first, ..] } && first.Title == words ? first : null;
        }
    }
}
