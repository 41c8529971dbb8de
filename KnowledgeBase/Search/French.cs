using System.Text;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Miscellaneous;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>One word of a text.</summary>
/// <param name="Form">As written, in lower case and without accents.</param>
/// <param name="Stem">What it is indexed under.</param>
internal readonly record struct Word(string Form, string Stem);

/// <summary>The words of a French text, the same way for what is indexed and what is asked.</summary>
/// <remarks>
/// Accents go before the stem is taken: half of what citizens write has none, and « volé » must meet « vole ».
/// Case, punctuation and the operators of any query language are nothing but separators here.
/// </remarks>
internal static class French
{
    /// <summary>Longer words are cut: nobody looks for more, and a hostile text must not cost memory.</summary>
    private const int LongestWord = 40;

    /// <summary>What is left of an elided article, pronoun or negation.</summary>
    private static readonly HashSet<string> Elided = ["qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"];

    private static readonly FrenchLightStemmer Stemmer = new();

    /// <summary>The words that carry sense, in their order.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Where to stop.</param>
    public static List<Word> Words(string text, int most = int.MaxValue)
    {
        var words = new List<Word>();
        var forms = Forms(text).Take(most == int.MaxValue ? most : most * 3).ToList();
        var language = Tongue.Of(forms);
        foreach (var form in forms)
        {
            if (!Filler.Contains(form) && !Tongue.IsFiller(language, form)) words.Add(new Word(form, Stem(form)));
            if (words.Count >= most) break;
        }

        return words;
    }

    /// <summary>The kinds of answer a text asks for, each once; as terms which no word can be.</summary>
    public static IEnumerable<string> Kinds(string text) =>
        Forms(text).Select(Filler.Kind).OfType<string>().Distinct(StringComparer.Ordinal).Select(kind => "?" + kind);

    /// <summary>Every word, with those that carry no sense.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="elided">Whether « l’ », « qu’ » and the like are among them.</param>
    public static IEnumerable<string> Forms(string text, bool elided = false)
    {
        var buffer = new char[LongestWord];
        var folded = new char[4];
        var length = 0;
        var one = new char[1];
        foreach (var c in Composed(text))
        {
            if (char.IsLetterOrDigit(c))
            {
                if (length >= LongestWord) continue;
                if (c < 128)
                {
                    buffer[length++] = char.ToLowerInvariant(c);
                    continue;
                }

                one[0] = char.ToLowerInvariant(c);
                var count = ASCIIFoldingFilter.FoldToASCII(one, 0, folded, 0, 1);
                for (var i = 0; i < count && length < LongestWord; i++) buffer[length++] = char.ToLowerInvariant(folded[i]);
                continue;
            }

            if (length > 0 && Take(buffer, length, elided ? ' ' : c) is { } form) yield return form;
            length = 0;
        }

        if (length > 0 && Take(buffer, length, ' ') is { } last) yield return last;
    }

    /// <summary>The light stem of a form.</summary>
    public static string Stem(string form)
    {
        if (form.Length < 4 || char.IsAsciiDigit(form[0])) return form;
        var letters = new char[form.Length + 8];
        form.CopyTo(0, letters, 0, form.Length);
        var stem = letters.AsSpan(0, Stemmer.Stem(letters, form.Length));
        return stem.SequenceEqual(form) ? form : new string(stem);
    }

    /// <summary>An accent and its letter in one character. What is below the first accent by itself is so already, and the signs of typography are; to ask the system costs more than all the rest.</summary>
    private static string Composed(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u0300' && c is not (>= '\u2010' and <= '\u202F')) return Whole(text).Normalize(NormalizationForm.FormC);
        }

        return text;
    }

    /// <summary>Half of a character, as a cut or a hostile client leaves it, cannot be normalised: it becomes the sign of what is unreadable.</summary>
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString();
    }

    private static string? Take(char[] buffer, int length, char next)
    {
        // « l’ », « d’ », « qu’ »: what stands before an apostrophe is grammar.
        var form = new string(buffer, 0, length);
        return next is '\'' or '’' or 'ʼ' && (length == 1 || Elided.Contains(form)) ? null : form;
    }
}
