using System.Text;
using BrigadeNumerique.KnowledgeBase.Personal;

namespace BrigadeNumerique.Unit.KnowledgeBase.Personal;

internal static class Seen
{
    /// <summary>A text with the kind of what was found in its place.</summary>
    public static string In(string text)
    {
        var (shown, at) = (new StringBuilder(), 0);
        foreach (var span in PersonalFinder.In(text))
        {
            shown.Append(text, at, span.Start - at).Append('[').Append(span.Kind).Append(']');
            at = span.End;
        }

        return shown.Append(text, at, text.Length - at).ToString();
    }
}
