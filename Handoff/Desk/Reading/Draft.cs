namespace BrigadeNumerique.Handoff.Desk.Reading;

/// <summary>What an operator is writing in one conversation; kept while the page lives, also when the conversation is lost meanwhile.</summary>
public sealed class Draft
{
    /// <summary>The longest reply, in UTF-16 units, as the channels count.</summary>
    public const int Longest = 4000;

    private (string Text, string Id)? attempted;

    /// <summary>The words.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The citizen's last line when the writing began, or when the operator last said « read ».</summary>
    public int SeenThrough { get; private set; }

    /// <summary>There is nothing to send.</summary>
    public bool Empty => string.IsNullOrWhiteSpace(Text);

    /// <summary>How many more may be written; negative when too many are.</summary>
    public int Left => Longest - Text.Length;

    /// <summary>Writes.</summary>
    /// <param name="text">The whole text now.</param>
    /// <param name="citizenThrough">The citizen's last line on the screen.</param>
    public void Write(string text, int citizenThrough)
    {
        if (Empty) SeenThrough = citizenThrough;
        Text = text;
    }

    /// <summary>What was kept of an earlier page; what is written here already stands.</summary>
    public void Restore(string text, int seenThrough)
    {
        if (Empty) (Text, SeenThrough) = (text, seenThrough);
    }

    /// <summary>The operator has read what came meanwhile.</summary>
    public void Seen(int citizenThrough) => SeenThrough = Math.Max(SeenThrough, citizenThrough);

    /// <summary>The citizen wrote while this was written.</summary>
    public bool Crossed(int citizenThrough) => !Empty && citizenThrough > SeenThrough;

    /// <summary>
    /// The identifier under which the text is sent: the same at each attempt, so that a reply that did arrive is not written
    /// twice; another one once the text is another, so that a corrected reply is not taken for the first.
    /// </summary>
    public string ClientIdOfAttempt()
    {
        if (attempted is not { } last || last.Text != Text) attempted = (Text, "desk-" + Guid.NewGuid().ToString("N"));
        return attempted.Value.Id;
    }

    /// <summary>It was recorded. What was written on meanwhile stays, as the beginning of the next.</summary>
    public void Sent(string text)
    {
        Text = Text.StartsWith(text, StringComparison.Ordinal) ? Text[text.Length..] : Text;
        attempted = null;
    }
}
