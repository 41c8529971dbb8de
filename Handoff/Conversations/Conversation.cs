using BrigadeNumerique.Handoff.Skills;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BrigadeNumerique.Handoff.Conversations;

/// <summary>
/// One exchange with one citizen: who holds it, and the lines added since it was read. Every transition is a method,
/// adds one to <see cref="Epoch"/> and writes its own line; an illegal one throws and changes nothing.
/// </summary>
public sealed class Conversation
{
    internal static readonly JsonSerializerOptions TransitionJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Characters kept of who was asked; the oldest go first.</summary>
    private const int LongestAsked = 1000;

    private List<Message> added = [];

    private Conversation()
    {
    }

    /// <summary>Opens a conversation held by the assistant.</summary>
    /// <param name="id">Unguessable, path-safe, at most 64 characters.</param>
    /// <param name="channel">Where the citizen writes from, e.g. « directline ».</param>
    /// <param name="visitor">The visitor's identifier on that channel; names nobody.</param>
    /// <param name="locale">Language tag, or null.</param>
    /// <param name="at">Now, UTC.</param>
    public Conversation(string id, string channel, string visitor, string? locale, DateTimeOffset at)
    {
        Id = id;
        Channel = channel;
        Visitor = visitor;
        Locale = locale;
        CreatedAt = at;
        LastAt = at;
        LastCitizenAt = at;
    }

    /// <summary>Unguessable, path-safe.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Where the citizen writes from.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>The visitor's identifier on that channel.</summary>
    public string Visitor { get; private set; } = "";

    /// <summary>The citizen's language tag, where known.</summary>
    public string? Locale { get; private set; }

    /// <summary>ISO 639-1 of the language in which the citizen was last answered; what people do is told in it.</summary>
    public string? Language { get; private set; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who must answer.</summary>
    public Custody Custody { get; private set; }

    /// <summary>How often custody changed; what was computed under an older one is void.</summary>
    public int Epoch { get; private set; }

    /// <summary>How often the row was written; guards against two writers.</summary>
    public int Revision { get; internal set; }

    /// <summary>Sequence of the last line; 0 when there is none.</summary>
    public int LastSequence { get; private set; }

    /// <summary>Time of the last line.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Sequence of the citizen's last message; 0 when there is none.</summary>
    public int LastCitizenSequence { get; private set; }

    /// <summary>Time of the citizen's last message.</summary>
    public DateTimeOffset LastCitizenAt { get; private set; }

    /// <summary>The assistant is done with every citizen's message up to this sequence.</summary>
    public int AnsweredThrough { get; private set; }

    /// <summary>The citizen's page has shown every line of people up to this sequence.</summary>
    public int CitizenReadThrough { get; private set; }

    /// <summary>An operator's screen has shown every message of the citizen up to this sequence.</summary>
    public int OperatorReadThrough { get; private set; }

    /// <summary>The operator who holds it, or null.</summary>
    public string? OperatorId { get; private set; }

    /// <summary>The operator's name as the citizen reads it (« Adjudante Camille »).</summary>
    public string? OperatorName { get; private set; }

    /// <summary>When it first entered the queue; kept through re-queues, so that nobody loses a place.</summary>
    public DateTimeOffset? QueuedAt { get; private set; }

    /// <summary>When the present operator took it.</summary>
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Place in the queue; rises, never falls while somebody waits.</summary>
    public Priority Priority { get; private set; }

    /// <summary>The highest priority the conversation ever had: no opinion is asked after a grave case.</summary>
    public Priority Gravest { get; private set; }

    /// <summary>Why it was handed over.</summary>
    public HandoffReason Reason { get; private set; }

    /// <summary>What it is about: an emergency's kind or a sensitive subject, in the vocabulary of the triage.</summary>
    public string? Topic { get; private set; }

    /// <summary>The citizen's words that triggered the hand-over, cut at 200 characters.</summary>
    public string? Trigger { get; private set; }

    /// <summary>True once the alert was on an operator's screen.</summary>
    public bool AlertShown { get; private set; }

    /// <summary>Since when it waits without an owner; null while somebody has it. Unlike <see cref="QueuedAt"/> it starts anew with each return to the queue.</summary>
    public DateTimeOffset? UnownedSince { get; private set; }

    /// <summary>How wide the offer goes while it waits.</summary>
    public Ring Ring { get; private set; }

    /// <summary>The operator to whom it is offered now, or null. An offer is a lease, not a custody: whoever accepts first has it.</summary>
    public string? OfferedTo { get; private set; }

    /// <summary>Until when the present offer holds; past it the next ring is asked.</summary>
    public DateTimeOffset? OfferUntil { get; private set; }

    /// <summary>Who was offered it in this turn of the queue, separated by spaces, at most 1,000 characters: nobody is asked twice before all were.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>The skill that a colleague asked for when passing it on, or null: then the topic says which.</summary>
    public string? WantedSkill { get; private set; }

    /// <summary>Since when its operator waits for something of the citizen's; ends by itself when the citizen writes.</summary>
    public DateTimeOffset? OnHoldSince { get; private set; }

    /// <summary>Since when its operator asks colleagues for help.</summary>
    public DateTimeOffset? HelpSince { get; private set; }

    /// <summary>How it ended, in the operator's words: one of <see cref="WrapUp.Codes"/>, or null.</summary>
    public string? CloseCode { get; private set; }

    /// <summary>The last operator who held it; kept after the close.</summary>
    public string? HandledBy { get; private set; }

    /// <summary>The citizen's messages up to this one were answered by a person, or stood there before a person was waited for.</summary>
    public int HeardThrough { get; private set; }

    /// <summary>The citizen wrote to people who have not answered it.</summary>
    public bool Unheard => Custody is Custody.Queued or Custody.Assigned && LastCitizenSequence > HeardThrough;

    /// <summary>True after the citizen's quick exit: no token opens it again.</summary>
    public bool Locked { get; private set; }

    /// <summary>
    /// The citizen sees the numbers and the state of an alert. Not so where the staff or a silence raised the conversation:
    /// then nothing on the citizen's screen may tell of it.
    /// </summary>
    public bool Alerted => Priority is Priority.Urgent && Reason is HandoffReason.Emergency;

    /// <summary>Lines written since the row was read, to be saved with it.</summary>
    internal IReadOnlyList<Message> Added => added;

    /// <summary>A citizen's message. It reopens a closed conversation, so that it is screened and answered like any other.</summary>
    /// <returns>The line.</returns>
    public Message Receive(Line citizen, DateTimeOffset at)
    {
        if (Custody is Custody.Closed) Reopen(at);
        Locale = citizen.Locale ?? Locale;
        var line = Add(citizen with { Author = Author.Citizen }, at);
        LastCitizenSequence = line.Sequence;
        LastCitizenAt = line.At;

        // What was waited for may be here: nobody is forgotten on hold.
        if (OnHoldSince is not null) Mark(LineKind.Hold, on: false, null, at);
        return line;
    }

    /// <summary>A line of the assistant, the service or the staff.</summary>
    public Message Write(Line line, DateTimeOffset at) => Add(line, at);

    /// <summary>The citizen is answered in this language.</summary>
    public void AnswerIn(string language) => Language = language;

    /// <summary>The assistant is done with the citizen's messages up to this one.</summary>
    public void MarkAnswered(int through) => AnsweredThrough = Math.Max(AnsweredThrough, through);

    /// <summary>The citizen has read up to this line; a mark never goes back, nor beyond what was written.</summary>
    public void MarkReadByCitizen(int through) => CitizenReadThrough = Math.Max(CitizenReadThrough, Math.Min(through, LastSequence));

    /// <summary>The operator has read up to this line.</summary>
    /// <returns>False when that was known.</returns>
    public bool MarkReadByOperator(int through)
    {
        through = Math.Min(through, LastSequence);
        if (through <= OperatorReadThrough) return false;
        OperatorReadThrough = through;
        return true;
    }

    /// <summary>The assistant, or the citizen, gives the conversation to people.</summary>
    /// <exception cref="CustodyException">It is not held by the assistant.</exception>
    public void RequestHandoff(HandoffReason reason, Priority priority, string? topic, string? trigger, DateTimeOffset at)
    {
        Require(Custody is Custody.Bot, "queued");
        QueuedAt = at;
        HeardThrough = LastCitizenSequence;
        Describe(reason, priority, topic, trigger);
        Move(Custody.Queued, "handoff", at);
    }

    /// <summary>Danger or a sensitive subject was found while people already have the conversation: it moves up, never down.</summary>
    public void Raise(HandoffReason reason, Priority priority, string? topic, string? trigger)
    {
        if (priority > Priority || (priority == Priority && Weight(reason) > Weight(Reason))) Describe(reason, priority, topic, trigger);
    }

    /// <summary>
    /// A second reader, who decides nothing, asks for a person's eyes: a line for the staff, and before ordinary cases in the queue.
    /// It moves nothing down, takes nothing from anybody and says nothing to the citizen; once for a message.
    /// </summary>
    /// <param name="sequence">The citizen's message.</param>
    /// <param name="why">In a few words.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>False when the exchange is over, or graver already than this could say.</returns>
    public bool AskToReread(int sequence, string why, DateTimeOffset at)
    {
        if (Custody is Custody.Closed || Priority is not Priority.Normal) return false;
        Add(new Line(Author.System, "") { Kind = LineKind.Reread, Audience = Audience.Staff, ClientMessageId = $"reread-{sequence}", ReplyTo = sequence, Data = JsonSerializer.Serialize(why, TransitionJson) }, at);
        if (Custody is Custody.Queued or Custody.Assigned) Raise(HandoffReason.Reread, Priority.Sensitive, null, null);
        return true;
    }

    /// <summary>A member of the staff says what is right for a citizen's message. Found graver than the assistant did, the conversation moves up at once, whoever holds it.</summary>
    /// <param name="message">The citizen's message.</param>
    /// <param name="correction">What is right for it.</param>
    /// <param name="name">Who says so, as colleagues read it.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>True when the conversation entered the queue by it.</returns>
    public bool Correct(Message message, Correction correction, string name, DateTimeOffset at)
    {
        Add(new Line(Author.Operator, "") { Kind = LineKind.Correction, Audience = Audience.Staff, ReplyTo = message.Sequence, AuthorName = name, Data = correction.ToJson() }, at);
        if (correction is not { Verdict: CorrectionVerdict.Graver, Priority: not Priority.Normal } || Custody is Custody.Closed) return false;
        if (Custody is Custody.Bot)
        {
            RequestHandoff(HandoffReason.Corrected, correction.Priority, correction.Topic, message.Text, at);
            return true;
        }

        Raise(HandoffReason.Corrected, correction.Priority, correction.Topic, message.Text);
        return false;
    }

    /// <summary>It is offered to one operator until a deadline; whoever accepts first has it all the same.</summary>
    /// <param name="operatorId">To whom.</param>
    /// <param name="ring">How wide it was offered so far; at least <see cref="Ring.Fittest"/>.</param>
    /// <param name="anew">All were asked: the asking begins again.</param>
    /// <param name="until">The deadline.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="CustodyException">Nobody waits in it.</exception>
    public void Offer(string operatorId, Ring ring, bool anew, DateTimeOffset until, DateTimeOffset at)
    {
        Require(Custody is Custody.Queued, "offered");
        Ask(operatorId, ring, anew, until);
        WriteOffer(at);
    }

    /// <summary>Nobody took the last offer, or whoever had it is gone: the next ring is asked.</summary>
    /// <exception cref="CustodyException">Nobody waits in it.</exception>
    public void Widen(Ring ring, DateTimeOffset? until, DateTimeOffset at)
    {
        Require(Custody is Custody.Queued, "offered");
        (OfferedTo, OfferUntil, Ring) = (null, until, ring);
        WriteOffer(at);
    }

    /// <summary>The operator to whom it is offered does not want it; the next is asked at once.</summary>
    /// <returns>False when it is not offered to this operator any more.</returns>
    public bool Decline(string operatorId, DateTimeOffset at)
    {
        if (Custody is not Custody.Queued || OfferedTo != operatorId) return false;
        (OfferedTo, OfferUntil) = (null, at);
        WriteOffer(at);
        return true;
    }

    /// <summary>An operator takes the conversation.</summary>
    /// <exception cref="CustodyException">It is not in the queue: somebody was quicker, or it is over.</exception>
    public void Accept(string operatorId, string operatorName, DateTimeOffset at, string cause = "accept")
    {
        Require(Custody is Custody.Queued, "accepted");
        (OperatorId, OperatorName, AcceptedAt, HandledBy) = (operatorId, operatorName, at, operatorId);
        Move(Custody.Assigned, cause, at);
    }

    /// <summary>The operator was lost, or gives the conversation to a colleague; the place in the queue is kept.</summary>
    /// <exception cref="CustodyException">No operator holds it.</exception>
    public void Requeue(string cause, DateTimeOffset at)
    {
        Require(Custody is Custody.Assigned, "re-queued");
        (OperatorId, OperatorName, AcceptedAt, AlertShown) = (null, null, null, false);
        Move(Custody.Queued, cause, at);
    }

    /// <summary>The operator passes it on: to the queue, with a wish and a note for the staff.</summary>
    /// <param name="wish">To whom.</param>
    /// <param name="note">What the next one should know, or null; nothing of it reaches the citizen.</param>
    /// <param name="until">Until when the wished-for colleague is asked alone.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="CustodyException">No operator holds it.</exception>
    public void Transfer(TransferWish wish, string? note, DateTimeOffset until, DateTimeOffset at)
    {
        Require(Custody is Custody.Assigned, "transferred");
        var (from, name) = (OperatorId!, OperatorName);
        if (!string.IsNullOrWhiteSpace(note)) Add(new Line(Author.Operator, note) { Kind = LineKind.Note, Audience = Audience.Staff, AuthorName = name }, at);
        Requeue("transfer", at);
        Asked = from;
        if (wish.Skill is { } skill) WantedSkill = skill;
        if (wish.OperatorId is not { } to) return;
        Ask(to, Ring.Fittest, anew: false, until);
        WriteOffer(at);
    }

    /// <summary>Puts it on hold, or resumes. Only the staff sees it.</summary>
    /// <returns>False when it is so already, or no operator holds it.</returns>
    public bool Hold(bool on, DateTimeOffset at) => Custody is Custody.Assigned && on != OnHoldSince is not null && Mark(LineKind.Hold, on, OperatorName, at);

    /// <summary>Asks colleagues for help, or has had it. Only the staff sees it.</summary>
    /// <param name="on">Whether help is wanted.</param>
    /// <param name="name">Who says so.</param>
    /// <param name="at">Now, UTC.</param>
    /// <returns>False when it is so already, or no operator holds it.</returns>
    public bool AskForHelp(bool on, string name, DateTimeOffset at) => Custody is Custody.Assigned && on != HelpSince is not null && Mark(LineKind.Help, on, name, at);

    /// <summary>
    /// The operator gives the conversation back to the assistant, or the citizen stops waiting. What the assistant has not
    /// looked at yet it will; what was written to people and answered by none is <see cref="Unheard"/> before, for the caller to say so.
    /// </summary>
    /// <exception cref="CustodyException">The assistant holds it already, or it is closed.</exception>
    public void ReturnToBot(string cause, DateTimeOffset at)
    {
        Require(Custody is Custody.Queued or Custody.Assigned, "returned");
        ClearHandoff();
        Move(Custody.Bot, cause, at);
    }

    /// <summary>The exchange is over.</summary>
    /// <param name="cause">Who ended it: « operator », « citizen », « silence ».</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="code">How it ended, one of <see cref="WrapUp.Codes"/>, where an operator says so.</param>
    /// <exception cref="CustodyException">It is closed already.</exception>
    public void Close(string cause, DateTimeOffset at, string? code = null)
    {
        Require(Custody is not Custody.Closed, "closed");
        (ClosedAt, CloseCode) = (at, code);
        AnsweredThrough = LastCitizenSequence;
        (OperatorId, OperatorName) = (null, null);
        Move(Custody.Closed, cause, at);
    }

    /// <summary>The alert stands on an operator's screen.</summary>
    /// <returns>False when it was known already, nobody waits any more, or the citizen was never told of an alert.</returns>
    public bool MarkAlertShown()
    {
        if (AlertShown || Custody is not Custody.Queued || !Alerted) return false;
        AlertShown = true;
        return true;
    }

    /// <summary>The citizen left by the quick exit: the session is shut to every token. What waits for a person goes on waiting.</summary>
    public void Lock() => Locked = true;

    /// <summary>Another one in the same state and with the same new lines: what is done to it is not done to this one.</summary>
    internal Conversation Copy()
    {
        var copy = (Conversation)MemberwiseClone();
        copy.added = [.. added];
        return copy;
    }

    /// <summary>The same without its new lines, which are part of the record now.</summary>
    internal Conversation Recorded()
    {
        var copy = (Conversation)MemberwiseClone();
        copy.added = [];
        return copy;
    }

    private void Reopen(DateTimeOffset at)
    {
        (ClosedAt, CloseCode) = (null, null);
        ClearHandoff();
        Move(Custody.Bot, "reopen", at);
    }

    private void ClearHandoff()
    {
        (OperatorId, OperatorName, QueuedAt, AcceptedAt, AlertShown) = (null, null, null, null, false);
        (Priority, Reason, Trigger, WantedSkill) = (Priority.Normal, HandoffReason.None, null, null);

        // What was told stays told: a sealed exchange given back to the assistant is not to be read by everybody for it.
        if (!Needs.Seal(Topic)) Topic = null;
    }

    private void Ask(string operatorId, Ring ring, bool anew, DateTimeOffset until)
    {
        (OfferedTo, OfferUntil, Ring) = (operatorId, until, ring);
        Asked = anew || Asked.Length == 0 ? operatorId : Asked + " " + operatorId;
        if (Asked.Length > LongestAsked) Asked = Asked[(Asked.IndexOf(' ', Asked.Length - LongestAsked) + 1)..];
    }

    private void WriteOffer(DateTimeOffset at) =>
        Add(new Line(Author.System, "") { Kind = LineKind.Offer, Audience = Audience.Staff, Data = JsonSerializer.Serialize(new Offered(OfferedTo, Ring, OfferUntil), TransitionJson) }, at);

    private bool Mark(string kind, bool on, string? name, DateTimeOffset at)
    {
        if (kind == LineKind.Hold) OnHoldSince = on ? at : null;
        else HelpSince = on ? at : null;
        Add(new Line(Author.System, "") { Kind = kind, Audience = Audience.Staff, AuthorName = name, Data = on ? "true" : "false" }, at);
        return true;
    }

    /// <summary>Which of two reasons of the same priority is the graver: a danger that the citizen was told of outweighs one that only the staff knows.</summary>
    private static int Weight(HandoffReason reason) => reason switch
    {
        HandoffReason.Emergency => 10,
        HandoffReason.Corrected => 9,
        HandoffReason.Silence => 8,

        // A guess: whatever is known afterwards takes its place.
        HandoffReason.Reread => 0,
        _ => (int)reason,
    };

    private void Describe(HandoffReason reason, Priority priority, string? topic, string? trigger)
    {
        if (priority == Priority.Urgent && Priority != Priority.Urgent) AlertShown = false;
        (Reason, Priority) = (reason, priority);
        if (priority > Gravest) Gravest = priority;
        Topic = topic ?? Topic;
        Trigger = trigger is { Length: > 200 } ? trigger[..200] : trigger ?? Trigger;
    }

    private void Move(Custody to, string cause, DateTimeOffset at)
    {
        var from = Custody;
        Custody = to;
        Epoch++;
        UnownedSince = to is Custody.Queued ? at : null;
        (Ring, OfferedTo, OfferUntil, Asked) = (Ring.None, null, null, "");
        (OnHoldSince, HelpSince) = (null, null);
        var transition = new Transition(from, to, Epoch, Priority, Reason, OperatorId, cause, to is Custody.Closed ? CloseCode : null);
        Add(new Line(Author.System, "") { Kind = LineKind.Transition, Data = JsonSerializer.Serialize(transition, TransitionJson) }, at);
    }

    private Message Add(Line line, DateTimeOffset at)
    {
        // Clients sort by time: two lines of one tick, or of two clocks, must still differ.
        LastAt = at > LastAt ? at : LastAt.AddTicks(1);
        if (line is { Author: Author.Operator, Audience: Audience.Everyone }) HeardThrough = LastCitizenSequence;
        if (line.Author is Author.Bot) line = line with { Text = SharedWords.Of(line.Text)!, Data = SharedWords.Of(line.Data) };
        var message = new Message
        {
            ConversationId = Id,
            Sequence = ++LastSequence,
            At = LastAt,
            Author = line.Author,
            Audience = line.Audience,
            Kind = line.Kind,
            Text = line.Text,
            ClientMessageId = line.ClientMessageId,
            ReplyTo = line.ReplyTo,
            AuthorName = line.AuthorName,
            Locale = line.Locale,
            Data = line.Data,
            Assessment = line.Assessment,
        };
        added.Add(message);
        return message;
    }

    private void Require(bool allowed, string attempt)
    {
        if (!allowed) throw new CustodyException(Custody, attempt);
    }
}

/// <summary>What a new line says, before it has a place and a time.</summary>
public sealed record Line(Author Author, string Text)
{
    /// <summary>See <see cref="LineKind"/>.</summary>
    public string Kind { get; init; } = LineKind.Text;

    /// <summary>Who may read it.</summary>
    public Audience Audience { get; init; }

    /// <summary>The sender's own identifier, for deduplication.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The citizen's line that it answers.</summary>
    public int? ReplyTo { get; init; }

    /// <summary>Name shown for an operator's line.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Language tag.</summary>
    public string? Locale { get; init; }

    /// <summary>JSON for the channels.</summary>
    public string? Data { get; init; }

    /// <summary>JSON of the triage's findings.</summary>
    public string? Assessment { get; init; }
}
