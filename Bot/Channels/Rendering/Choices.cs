using System.Globalization;
using System.Text.Json;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;

namespace BrigadeNumerique.Bot.Channels.Rendering;

/// <summary>How choices go out, and how they come back.</summary>
internal static class Choices
{
    /// <summary>A number is an answer to choices that stand so many lines above at most.</summary>
    private const int Near = 12;

    /// <summary>The choices of a line.</summary>
    public static IReadOnlyList<Choice> Of(string? json)
    {
        if (json is null || !json.Contains("\"suggestedActions\"", StringComparison.Ordinal)) return [];
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("suggestedActions", out var suggested) || !suggested.TryGetProperty("actions", out var actions)) return [];
        return [.. actions.EnumerateArray().Select(action => new Choice(action.GetProperty("title").GetString()!, action.GetProperty("value").GetString()!))];
    }

    /// <summary>Buttons where all fit whole, else a list, else <see cref="ChoiceForm.None"/>: then they are numbered in the text.</summary>
    public static ChoiceForm FormOf(IReadOnlyList<Choice> choices, ChannelLimits limits, Speech speech)
    {
        if (choices.Count == 0) return ChoiceForm.None;
        if (choices.Count <= limits.Buttons && Fit(limits.ButtonTitle)) return ChoiceForm.Buttons;
        return choices.Count <= limits.ListRows && Fit(limits.ListTitle) ? ChoiceForm.List : ChoiceForm.None;

        bool Fit(int most) => choices.All(choice => Title(choice, most, speech).Length <= most);
    }

    /// <summary>The title of a choice; the short one of our own (<c>short.*</c>) where the whole does not fit.</summary>
    public static string Title(Choice choice, int most, Speech speech) =>
        choice.Title.Length > most && speech.Has(Speech.French, "short." + choice.Title) ? speech.Say(Speech.French, "short." + choice.Title) : choice.Title;

    public static string Payload(int sequence, int index) => string.Create(CultureInfo.InvariantCulture, $"{sequence}.{index}");

    /// <summary>The words of a tapped choice, or null where it is not one of this conversation.</summary>
    public static async Task<string?> TappedAsync(Transcript transcript, string conversation, string payload, CancellationToken cancellationToken)
    {
        var dot = payload.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !int.TryParse(payload.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || !int.TryParse(payload.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || sequence < 1) return null;
        var line = (await transcript.ReadAsync(conversation, sequence - 1, 1, cancellationToken)).FirstOrDefault();
        return line is { Author: not Author.Citizen } && Of(line.Data) is var choices && index < choices.Count ? choices[index].Value : null;
    }

    /// <summary>The words of a choice that is answered by its number, where the last choices were numbered on this channel; else null.</summary>
    public static async Task<string?> NumberedAsync(Transcript transcript, string conversation, string text, ChannelLimits limits, Speech speech, CancellationToken cancellationToken)
    {
        var bare = text.Trim().TrimEnd('.', ')');
        if (bare.Length is 0 or > 2 || !int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return null;
        if (await transcript.FindAsync(conversation, cancellationToken) is not { } state) return null;
        var lines = await transcript.ReadAsync(conversation, Math.Max(0, state.LastSequence - Near), Near, cancellationToken);
        var last = lines.LastOrDefault(line => LineRenderer.Shows(line) && Of(line.Data).Count > 0);

        // A number under words of another kind is what it says: « 17 », a day, an age. The greeting stands above the words that opened the exchange, and is read below them.
        if (last is null || lines.Count(line => line.Author is Author.Citizen && line.Sequence > last.Sequence) > (last.Kind == "greeting" ? 1 : 0)) return null;
        var choices = Of(last.Data);
        return FormOf(choices, limits, speech) is ChoiceForm.None && number <= choices.Count ? choices[number - 1].Value : null;
    }
}
