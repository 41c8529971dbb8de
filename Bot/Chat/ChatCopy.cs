using System.Globalization;
using System.Text;
using System.Text.Json;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Operations;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.Handoff.Copies;

namespace BrigadeNumerique.Bot.Chat;

/// <summary>A copy of the exchange as plain text, for who asks for it.</summary>
internal static class ChatCopy
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Answers <c>POST /chat/copie</c> with the conversation's own token and, where one is needed, <c>{"code"}</c>.</summary>
    public static async Task<IResult> AnswerAsync(HttpRequest request, Credentials credentials, RateLimits limits, Transcript transcript, TranscriptCopies copies, Speech speech, CancellationToken cancellationToken)
    {
        var (credential, fault) = credentials.Read(request);
        if (credential is null) return fault!;
        if (credential.Token is not { } token) return DirectLineError.BadToken();
        if (await limits.MessageAsync(token.Conversation, cancellationToken) is { } seconds) return DirectLineError.RateLimited(seconds);
        if (await transcript.FindAsync(token.Conversation, cancellationToken) is not { Locked: false } conversation) return DirectLineError.NotFound();
        switch (await copies.AskAsync(conversation, await CodeAsync(request, cancellationToken), cancellationToken))
        {
            case CopyAnswer.CodeNeeded: return new DirectLineError(403, "CodeNeeded", "A gendarme releases the copy with a code.");
            case CopyAnswer.CodeWrong: return new DirectLineError(403, "CodeWrong", "The code is not right, or not any more.");
        }

        var lines = await transcript.ReadAsync(conversation.Id, 0, int.MaxValue, cancellationToken);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(Write(lines, speech)), "text/plain; charset=utf-8", "copie.txt");
    }

    /// <summary>What both sides said, without what only the staff reads.</summary>
    internal static string Write(IReadOnlyList<Message> lines, Speech speech)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var line in lines.Where(line => line.Audience is Audience.Everyone && line.Kind != LineKind.Transition && line.Text.Length > 0))
        {
            var who = line.Author switch
            {
                Author.Citizen => speech.Say(Speech.French, "copy.you"),
                Author.Operator => line.AuthorName ?? speech.Say(Speech.French, "copy.gendarme"),
                _ => speech.Say(Speech.French, "copy.bot"),
            };
            text.Append(TimeZoneInfo.ConvertTime(line.At, Paris).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)).Append(" · ").Append(who).Append("\r\n")
                .Append((line.Author is Author.Citizen or Author.Operator ? PlainWords.Of(line.Text) : PlainWords.WithSources(line.Text)).ReplaceLineEndings("\r\n")).Append("\r\n\r\n");
        }

        return text.ToString();
    }

    private static async Task<string?> CodeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // A code is short; whatever else comes is not read.
        var bytes = new byte[1024];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length is 0 or 1024) return null;
        try
        {
            using var body = JsonDocument.Parse(bytes.AsMemory(0, length));
            return body.RootElement.ValueKind is JsonValueKind.Object && body.RootElement.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.String ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
