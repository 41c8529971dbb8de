using BrigadeNumerique.Handoff.Contact;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Desk.Exchanges;
using BrigadeNumerique.Handoff.Routing;

namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>The conversation that is open on a desk, read as far as it went.</summary>
/// <param name="id">The conversation.</param>
public sealed class Exchange(string id)
{
    private const int Page = 500;

    private readonly List<Spoken> lines = [];
    private int readThrough;
    private Spoken? question;

    /// <summary>The conversation.</summary>
    public string Id { get; } = id;

    /// <summary>Who holds it and why; null until it is read.</summary>
    public Conversation? Conversation { get; private set; }

    /// <summary>The skill that the reader lacks; then nothing of it is read but who holds it.</summary>
    public string? Sealed { get; private set; }

    /// <summary>Its lines, in order.</summary>
    public IReadOnlyList<Spoken> Lines => lines;

    /// <summary>What triage found in the citizen's lines, the latest first.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What became of the lines that went to a service of another company, by sequence.</summary>
    public IReadOnlyDictionary<int, LineDelivery> Deliveries { get; private set; } = new Dictionary<int, LineDelivery>();

    /// <summary>How the citizen may be reached safely; null where nobody asked.</summary>
    public SafeContact? Contact { get; private set; }

    /// <summary>The articles that the citizen was given, each once.</summary>
    public IEnumerable<GivenArticle> Articles => lines.Select(line => line.Article).OfType<GivenArticle>().DistinctBy(article => article.Title);

    /// <summary>This operator must answer.</summary>
    public bool HeldBy(string operatorId) => Conversation is { Custody: Custody.Assigned } held && held.OperatorId == operatorId;

    /// <summary>Reads what is new.</summary>
    /// <param name="transcript">The record.</param>
    /// <param name="reading">The desk's questions.</param>
    /// <param name="standing">Who reads, and who is at the desk.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task ReadAsync(Transcript transcript, DeskReading reading, Standing standing, CancellationToken cancellationToken)
    {
        Conversation = await transcript.FindAsync(Id, cancellationToken);
        Sealed = Conversation is { } read ? Seal.For(read, standing.Viewer, standing.Present) : null;
        if (Sealed is not null)
        {
            lines.Clear();
            (readThrough, Findings, question, Contact) = (0, [], null, null);
            return;
        }

        while (true)
        {
            var more = await transcript.ReadAsync(Id, readThrough, Page, cancellationToken);
            foreach (var line in more.Select(Spoken.From).OfType<Spoken>()) lines.Add(Answered(line));
            if (more.Count > 0) readThrough = more[^1].Sequence;
            if (more.Count < Page) break;
        }

        Findings = await reading.FindingsAsync(Id, cancellationToken);
        Deliveries = await reading.DeliveriesAsync(Id, cancellationToken);
    }

    /// <summary>Reads how the citizen may be reached; nothing of it where the exchange is sealed.</summary>
    internal async Task ReadContactAsync(SafeContacts contacts, CancellationToken cancellationToken) => Contact = Sealed is null ? await contacts.FindAsync(Id, cancellationToken) : null;

    /// <summary>« Oui » alone says nothing: a line that is one of the buttons of the question before it carries that question.</summary>
    private Spoken Answered(Spoken line)
    {
        if (line.Voice is Voice.Citizen)
        {
            var answers = question is { } asked && (line.Position is not null || asked.Choices.Contains(line.Text)) ? asked.Text : null;
            question = null;
            return line with { Answers = answers };
        }

        if (line is { Voice: Voice.Human, Choices.Count: > 0 }) question = line;
        return line;
    }
}
