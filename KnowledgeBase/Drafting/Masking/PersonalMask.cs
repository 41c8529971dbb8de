using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Personal;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>
/// Masks what tells who somebody is before words leave the service, and puts it back after: « [NOM-1] », « [TEL-1] ». By rules
/// alone, the same each time. One mask serves one call: the same value has the same sign in all its texts.
/// </summary>
internal sealed partial class PersonalMask
{
    private readonly Dictionary<string, string> signs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<PersonalKind, int> counts = [];

    /// <summary>The text with signs in the place of what is personal.</summary>
    public string Hide(string text)
    {
        var spans = PersonalFinder.In(text);

        // Who is named once with a title is named again without it.
        foreach (var span in spans) Sign(text.Substring(span.Start, span.Length), span.Kind);
        var hidden = new StringBuilder(text.Length);
        var at = 0;
        foreach (var span in spans)
        {
            hidden.Append(text, at, span.Start - at).Append(signs[text.Substring(span.Start, span.Length)]);
            at = span.End;
        }

        return hidden.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The signs of this mask replaced by what they stand for; other brackets stay.</summary>
    public string Restore(string text) => values.Count == 0 ? text : SignPattern().Replace(text, match => values.GetValueOrDefault(match.Value, match.Value));

    /// <summary>Whether a text holds any sign of a mask.</summary>
    public static bool HasSign(string text) => SignPattern().IsMatch(text);

    private void Sign(string value, PersonalKind kind)
    {
        if (signs.ContainsKey(value)) return;
        var number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
        var sign = string.Create(CultureInfo.InvariantCulture, $"[{Label(kind)}-{number}]");
        signs[value] = sign;
        values[sign] = value;
    }

    private static string Label(PersonalKind kind) => kind switch
    {
        PersonalKind.Name => "NOM",
        PersonalKind.Phone => "TEL",
        PersonalKind.Email => "COURRIEL",
        PersonalKind.Address => "ADRESSE",
        PersonalKind.Plate => "PLAQUE",
        PersonalKind.Card => "CARTE",
        PersonalKind.Iban => "IBAN",
        PersonalKind.BirthDate => "NAISSANCE",
        PersonalKind.Identity => "PIECE",
        PersonalKind.Account => "COMPTE",
        _ => "NIR",
    };

    [GeneratedRegex(@"\[(?:NOM|TEL|COURRIEL|ADRESSE|PLAQUE|CARTE|IBAN|NAISSANCE|NIR|PIECE|COMPTE)-\d{1,3}\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SignPattern();
}
