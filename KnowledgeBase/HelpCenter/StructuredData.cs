using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BrigadeNumerique.KnowledgeBase.Articles;
using Microsoft.AspNetCore.Components;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>What search engines and assistants read of an article: its question and its short answer, in the words of schema.org.</summary>
internal static class StructuredData
{
    /// <summary>Accents stay letters; what could end the script element is escaped.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A <c>FAQPage</c> as JSON.</summary>
    public static string FaqPage(ArticleContent content)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "FAQPage");
            json.WriteString("inLanguage", "fr");
            json.WriteString("dateModified", FrenchText.Iso(content.Updated));
            json.WriteStartArray("mainEntity");
            json.WriteStartObject();
            json.WriteString("@type", "Question");
            json.WriteString("name", content.Question);
            json.WriteStartObject("acceptedAnswer");
            json.WriteString("@type", "Answer");
            json.WriteString("text", content.Short);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>As a data block: browsers run nothing of it.</summary>
    public static MarkupString Script(string json) => new("<script type=\"application/ld+json\">" + json + "</script>");
}
