using System.Buffers;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>What is found in one text. Who comes first has the place.</summary>
internal sealed class Found(string text)
{
    private const char Blot = '\uFFFC';

    private static readonly SearchValues<char> Between = SearchValues.Create(" ,;:.-–—()\n\r\t\u00A0\u202F");

    private readonly string text = text;
    private readonly List<PersonalSpan> spans = [];
    private readonly bool[] taken = new bool[text.Length];

    /// <summary>The text with blots over what is found: a date and the telephone behind it are two numbers, the letters of a plate no name.</summary>
    public string Rest => spans.Count == 0 ? text : string.Create(text.Length, this, static (rest, found) =>
    {
        for (var at = 0; at < rest.Length; at++) rest[at] = found.taken[at] ? Blot : found.text[at];
    });

    public void Add(IEnumerable<PersonalSpan> more)
    {
        foreach (var span in more) Add(span);
    }

    /// <summary>Of what is partly taken, the pieces that are left.</summary>
    public void AddAround(IEnumerable<PersonalSpan> more)
    {
        foreach (var span in more)
        {
            for (var at = span.Start; at < span.End;)
            {
                var start = at;
                while (at < span.End && !taken[at]) at++;
                if (text.AsSpan(start, at - start).ContainsAnyExcept(Between)) Add(span with { Start = start, Length = at - start });
                while (at < span.End && taken[at]) at++;
            }
        }
    }

    public IReadOnlyList<PersonalSpan> InOrder()
    {
        spans.Sort((one, other) => one.Start.CompareTo(other.Start));
        return spans;
    }

    private void Add(PersonalSpan span)
    {
        if (span.Length <= 0 || taken.AsSpan(span.Start, span.Length).Contains(true)) return;
        taken.AsSpan(span.Start, span.Length).Fill(true);
        spans.Add(span);
    }
}
