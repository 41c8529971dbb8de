using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary><c>{"suggestions":[{"text":"…","href":"/aide/…","topic":false}]}</c></summary>
public static class SuggestionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The answer to whoever types.</summary>
    public static IResult Of(IEnumerable<Suggestion> suggestions)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("suggestions");
            foreach (var suggestion in suggestions)
            {
                json.WriteStartObject();
                json.WriteString("text", suggestion.Text);
                json.WriteString("href", suggestion.Href);
                json.WriteBoolean("topic", suggestion.IsTopic);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return TypedResults.Bytes(buffer.ToArray(), "application/json; charset=utf-8");
    }
}
