using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>What the assistant remembers of a conversation: read from the lines each time, so that there is nothing to lose.</summary>
internal sealed class Dialogue
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    private Dialogue(DialogueContext context, string? lastArticle, IReadOnlyList<string> offered, int clarifications, bool answeredAlready)
    {
        Context = context;
        LastArticle = lastArticle;
        Offered = offered;
        Clarifications = clarifications;
        AnsweredAlready = answeredAlready;
    }

    /// <summary>The lines before the message, for triage.</summary>
    public DialogueContext Context { get; }

    /// <summary>Slug of the article last given, while the talk is still about it.</summary>
    public string? LastArticle { get; }

    /// <summary>The choices that stood under the assistant's last line.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>How many times in a row the assistant was not sure.</summary>
    public int Clarifications { get; }

    /// <summary>The door has replied to this message already, in the recording transaction.</summary>
    public bool AnsweredAlready { get; }

    /// <summary>The greeting was written with the message: on a channel, a citizen's first words open the exchange.</summary>
    public bool JustGreeted { get; private init; }

    public static Dialogue Before(Message message, IReadOnlyList<Message> lines)
    {
        var earlier = lines.Where(line => line.Sequence < message.Sequence && line.Audience is Audience.Everyone && line.Kind != LineKind.Transition).ToList();
        var context = new DialogueContext([.. earlier.Where(Spoken).Select(Spoke)]);
        var bot = earlier.Where(line => line.Author is Author.Bot).ToList();
        var last = bot.LastOrDefault();
        return new Dialogue(
            context,
            bot.FindLast(line => line.Kind == "article") is { } article ? LineData.From(article.Data)?.Article?.Slug : null,
            LineData.ChoicesOf(last?.Data),
            bot.AsEnumerable().Reverse().TakeWhile(line => line.Kind == Replies.Unsure).Count(),
            lines.Any(line => line.Author is Author.Bot && line.ReplyTo == message.Sequence))
        {
            JustGreeted = earlier.LastOrDefault() is { Kind: "greeting" } greeting && message.At - greeting.At < Moment,
        };
    }

    private static bool Spoken(Message line) => line.Author is not Author.System && line.Kind is not "greeting";

    private static DialogueLine Spoke(Message line) => new(
        line.Author switch
        {
            Author.Citizen => Speaker.Citizen,
            Author.Operator => Speaker.Operator,
            _ => Speaker.Bot,
        },
        line.Text,
        line.Author is Author.Bot ? LineData.AboutOf(line.Data) ?? line.Kind : line.Kind);
}
