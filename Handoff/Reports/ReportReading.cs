using System.Diagnostics.CodeAnalysis;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Handoff.Reports;

/// <summary>
/// Makes reports from the record itself, in a few passes over what was opened in the period: changes of hands, confirmations,
/// opinions. Rows are read one by one and counted; no conversation is kept, and of messages nothing is read but the subject of an assessment.
/// </summary>
public sealed class ReportReading(IDbContextFactory<HandoffDb> databases, TimeProvider clock)
{
    /// <summary>Whoever writes again within so long a while was not helped for good.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromHours(72);

    /// <summary>Thanks, or a word more, right after the confirmation is not coming back.</summary>
    private static readonly TimeSpan Thanks = TimeSpan.FromMinutes(30);

    private const int MostComments = 50;

    private const string IntentMark = "\"intent\":\"", SmallTalk = "\"route\":\"other\"", ToPeople = "\"to\":\"Queued\"", ToOperator = "\"to\":\"Assigned\"";

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">The question is not <see cref="Question.Bounded"/>.</exception>
    public async Task<Report> ReadAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question != question.Bounded()) throw new ArgumentException("The period is out of order or too long.", nameof(question));
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        var counts = new Counts(question);
        await OpenedAsync(db, counts, question, cancellationToken);
        await HandsAsync(db, counts, question, cancellationToken);
        if (question.OperatorId is null) await ConfirmedAsync(db, counts, question, cancellationToken);
        await OpinionsAsync(db, counts, question, cancellationToken);
        var (from, to) = (question.From, question.To);
        var channels = await db.Conversations.AsNoTracking().Where(c => c.CreatedAt >= from && c.CreatedAt < to).Select(c => c.Channel).Distinct().OrderBy(channel => channel).ToListAsync(cancellationToken);
        return counts.Report(clock.GetUtcNow(), await CommentsAsync(question, MostComments, cancellationToken), channels);
    }

    /// <summary>The lines that citizens wrote with their opinions, the latest first; never of a case that was, or became, sensitive or urgent.</summary>
    /// <param name="question">Which conversations.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Comment>> CommentsAsync(Question question, int take, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = Opinions(db, question).Where(row => row.Opinion.Comment != null).OrderByDescending(row => row.Opinion.At);
        var comments = new List<Comment>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (question.Intent is not null && IntentOf(row.Of.Intent) != question.Intent) continue;
            comments.Add(new Comment(row.Opinion.ConversationId, row.Opinion.Score, row.Opinion.Comment!, row.Opinion.At));
            if (comments.Count == take) break;
        }

        return comments;
    }

    /// <summary>The subject at the head of what was cut out of an assessment, or null.</summary>
    internal static string? IntentOf(string? cut)
    {
        if (cut is null || cut.IndexOf('"', StringComparison.Ordinal) is not (> 0 and var end)) return null;
        var intent = cut[..end];
        return intent.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') ? intent : null;
    }

    private static async Task OpenedAsync(HandoffDb db, Counts counts, Question question, CancellationToken cancellationToken)
    {
        // What one operator took is known from the changes of hands alone.
        if (question.OperatorId is not null) return;
        await foreach (var row in Cohort(db, question).Select(c => new { c.CreatedAt, c.Channel, c.Intent }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var tally in counts.Of(row.CreatedAt, row.Channel, IntentOf(row.Intent), null)) tally.Opened++;
        }
    }

    private static async Task HandsAsync(HandoffDb db, Counts counts, Question question, CancellationToken cancellationToken)
    {
        var (from, until) = (question.From, question.To.AddDays(Question.DaysAfter));
        var rows = from line in db.Messages.AsNoTracking()
                   where line.Kind == LineKind.Transition && line.At >= @from && line.At < until
                   join c in Cohort(db, question) on line.ConversationId equals c.Id
                   orderby line.ConversationId, line.Sequence
                   select new
                   {
                       line,
                       c.CreatedAt,
                       c.Channel,
                       c.Intent,
                       ReplyAt = line.Data!.Contains(ToOperator)
                           ? db.Messages.Where(said => said.ConversationId == line.ConversationId && said.Sequence > line.Sequence && said.Author == Author.Operator && said.Audience == Audience.Everyone)
                               .OrderBy(said => said.Sequence).Select(said => (DateTimeOffset?)said.At).FirstOrDefault()
                           : null,
                   };
        var scenes = new List<Scene>();
        Action tell = () => { };
        var current = "";
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (row.line.ConversationId != current)
            {
                tell();
                scenes.Clear();
                (current, var (opened, channel, intent)) = (row.line.ConversationId, (row.CreatedAt, row.Channel, IntentOf(row.Intent)));
                tell = () => counts.Tell(scenes, opened, channel, intent);
            }

            scenes.Add(new Scene(new Step(row.line.ConversationId, row.line.Sequence, row.line.At, Transitions.Read(row.line)), row.ReplyAt));
        }

        tell();
    }

    private static async Task ConfirmedAsync(HandoffDb db, Counts counts, Question question, CancellationToken cancellationToken)
    {
        var (from, to, until) = (question.From, question.To, question.To.AddDays(Question.DaysAfter));
        var rows = from line in db.Messages.AsNoTracking()
                   where line.Kind == LineKind.Useful && line.At >= @from && line.At < until
                   join c in Cohort(db, question) on line.ConversationId equals c.Id
                   orderby line.ConversationId, line.Sequence
                   select new
                   {
                       line.ConversationId,
                       line.At,
                       line.Data,
                       c.CreatedAt,
                       c.Channel,
                       c.Intent,
                       c.Visitor,
                       c.LastCitizenAt,
                       People = db.Messages.Any(change => change.ConversationId == line.ConversationId && change.Kind == LineKind.Transition && change.Data!.Contains(ToPeople)),
                   };

        // The last word of each conversation; whoever took a « yes » back was not helped.
        var said = (await rows.ToListAsync(cancellationToken)).GroupBy(row => row.ConversationId).Select(group => group.Last()).Where(row => row.Data == "true").ToList();
        var again = await AgainAsync(db, from, to + Back, said.Select(row => row.Visitor).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var row in said)
        {
            var back = row.People || again[row.Visitor].Any(at => at > row.At && at <= row.At + Back)
                || (row.LastCitizenAt > row.At + Thanks && (row.LastCitizenAt <= row.At + Back || await WroteAsync(db, row.ConversationId, row.At + Thanks, row.At + Back, cancellationToken)));
            foreach (var tally in counts.Of(row.CreatedAt, row.Channel, IntentOf(row.Intent), null))
            {
                tally.Confirmed++;
                if (!back) tally.Resolved++;
            }
        }
    }

    /// <summary>When those who opened several conversations opened them: on most channels every conversation has a visitor of its own, and there is nothing to look at.</summary>
    private static async Task<ILookup<string, DateTimeOffset>> AgainAsync(HandoffDb db, DateTimeOffset from, DateTimeOffset to, HashSet<string> visitors, CancellationToken cancellationToken)
    {
        var opened = db.Conversations.AsNoTracking().Where(c => c.CreatedAt >= from && c.CreatedAt < to && c.LastCitizenSequence > 0);
        var several = opened.GroupBy(c => c.Visitor).Where(group => group.Count() > 1).Select(group => group.Key);
        var rows = await opened.Where(c => several.Contains(c.Visitor)).Select(c => new { c.Visitor, c.CreatedAt }).ToListAsync(cancellationToken);
        return rows.Where(row => visitors.Contains(row.Visitor)).ToLookup(row => row.Visitor, row => row.CreatedAt, StringComparer.Ordinal);
    }

    private static Task<bool> WroteAsync(HandoffDb db, string conversationId, DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.Messages.AnyAsync(line => line.ConversationId == conversationId && line.Author == Author.Citizen && line.At > after && line.At <= until, cancellationToken);

    private static async Task OpinionsAsync(HandoffDb db, Counts counts, Question question, CancellationToken cancellationToken)
    {
        await foreach (var row in Opinions(db, question).Select(row => new { row.Opinion.Score, row.Of.CreatedAt, row.Of.Channel, row.Of.Intent, row.Of.HandledBy }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            foreach (var tally in counts.Of(row.CreatedAt, row.Channel, IntentOf(row.Intent), row.HandledBy)) tally.Rated(row.Score);
        }
    }

    private static IQueryable<OpinionOf> Opinions(HandoffDb db, Question question) =>
        from opinion in db.Opinions.AsNoTracking()
        join c in Cohort(db, question) on opinion.ConversationId equals c.Id
        where c.Gravest == Priority.Normal && (question.OperatorId == null || c.HandledBy == question.OperatorId)
        select new OpinionOf { Opinion = opinion, Of = c };

    /// <summary>The conversations of the period. An opened page in which nobody wrote is none.</summary>
    [SuppressMessage("Globalization", "CA1307:Specify StringComparison for clarity", Justification = "Asked of the database.")]
    [SuppressMessage("Globalization", "CA1310:Specify StringComparison for correctness", Justification = "Asked of the database.")]
    private static IQueryable<Opened> Cohort(HandoffDb db, Question question)
    {
        var (from, to, channel) = (question.From, question.To, question.Channel);
        var opened = db.Conversations.AsNoTracking().Where(c => c.CreatedAt >= from && c.CreatedAt < to && c.LastCitizenSequence > 0);
        if (channel is not null) opened = opened.Where(c => c.Channel == channel);

        // The subject stands in the assessments alone: looked for only where it is asked for, and cut out by the database.
        return question.Intent is null && question.Detail is not Detail.Intent
            ? opened.Select(c => new Opened { Id = c.Id, Channel = c.Channel, CreatedAt = c.CreatedAt, Visitor = c.Visitor, LastCitizenAt = c.LastCitizenAt, Gravest = c.Gravest, HandledBy = c.HandledBy, Intent = null })
            : opened.Select(c => new Opened
            {
                Id = c.Id,
                Channel = c.Channel,
                CreatedAt = c.CreatedAt,
                Visitor = c.Visitor,
                LastCitizenAt = c.LastCitizenAt,
                Gravest = c.Gravest,
                HandledBy = c.HandledBy,
                Intent = db.Messages.Where(found => found.ConversationId == c.Id && found.Kind == LineKind.Assessment && !found.Assessment!.Contains(SmallTalk))
                    .OrderBy(found => found.Sequence).Select(found => found.Assessment!.Substring(found.Assessment!.IndexOf(IntentMark) + IntentMark.Length, 32)).FirstOrDefault(),
            });
    }

    private sealed class Opened
    {
        public required string Id { get; init; }

        public required string Channel { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }

        public required string Visitor { get; init; }

        public required DateTimeOffset LastCitizenAt { get; init; }

        public required Priority Gravest { get; init; }

        public required string? HandledBy { get; init; }

        public required string? Intent { get; init; }
    }

    private sealed class OpinionOf
    {
        public required Satisfaction.Opinion Opinion { get; init; }

        public required Opened Of { get; init; }
    }
}
