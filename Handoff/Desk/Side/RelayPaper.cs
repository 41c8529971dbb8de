using System.Text;
using BrigadeNumerique.Handoff.Relay;

namespace BrigadeNumerique.Handoff.Desk.Side;

/// <summary>The relay sheet in words.</summary>
internal static class RelayPaper
{
    /// <summary>Its fields, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<RelayField> Fields = Enum.GetValues<RelayField>();

    /// <summary>The name of a field.</summary>
    public static string Name(RelayField field) => Wording.Say("relay.field." + field.ToString().ToLowerInvariant());

    /// <summary>The sheet as it is copied: one line a field, what is missing said to be so.</summary>
    /// <param name="reference">Of the conversation.</param>
    /// <param name="words">Its words.</param>
    /// <param name="by">Who passes it on.</param>
    /// <param name="at">When, in the desk's hours.</param>
    public static string Text(string reference, RelayWords words, string by, string at)
    {
        var text = new StringBuilder(Wording.Say("relay.paper", ("reference", reference))).Append('\n').Append(Wording.Say("relay.by", ("prenom", by), ("heure", at))).Append('\n');
        foreach (var field in Fields)
        {
            text.Append(Name(field)).Append("\u00a0: ").Append(words[field].Length == 0 ? Wording.Say("relay.ask") : words[field]).Append('\n');
        }

        return text.ToString().TrimEnd();
    }
}
