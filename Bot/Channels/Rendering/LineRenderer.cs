using System.Globalization;
using System.Text;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Channels.DirectLine;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.Extensions.Options;

namespace BrigadeNumerique.Bot.Channels.Rendering;

/// <summary>A part of a line as a service takes it.</summary>
internal sealed record RenderedPart(string Text, ChoiceForm Form, IReadOnlyList<OfferedChoice> Choices, IReadOnlyList<ActionLink> Links);

/// <summary>Makes of a line what fits a service: texts cut at sentences, choices as buttons or numbers, cards as words and links. The same line always gives the same parts.</summary>
internal sealed class LineRenderer(Speech speech, IOptions<DirectLineOptions> site)
{
    /// <summary>Kind of the line that proposes to go on in the service's own page.</summary>
    public const string Carry = "carry";

    /// <summary>The address of the service, without a final slash.</summary>
    public string Address => site.Value.PublicAddress.TrimEnd('/');

    /// <summary>Whether a channel is told of a line: what the citizen would see, but for the stars that only the page draws.</summary>
    public static bool Shows(Message line) =>
        line is { Audience: Audience.Everyone, Author: not Author.Citizen } && line.Kind is not (LineKind.Transition or LineKind.Rating) && line.Text.Length > 0;

    /// <summary>Whether a channel of these limits is told of a line.</summary>
    public static bool Shows(Message line, ChannelLimits limits) => Shows(line) && !(limits.Sparing && line.Kind is LineKind.Leave or "meanwhile");

    /// <summary>The parts of a line that <see cref="Shows(Message)"/>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="limits">What fits.</param>
    /// <param name="link">The link that goes with a line of kind <see cref="Carry"/>, which the record does not hold; any of the same length gives the same number of parts.</param>
    public IReadOnlyList<RenderedPart> Render(Message line, ChannelLimits limits, string? link = null)
    {
        var data = LineData.From(line.Data);
        var language = line.Locale is { Length: >= 2 } locale ? locale[..2] : Speech.French;
        var ours = line.Author is not Author.Operator;

        // The numbers of a draft lead nowhere outside our page; the article that they stand for is named below.
        var words = !ours ? Shielded(line.Text) : data is { Drafted: true } ? PlainWords.Of(line.Text) : line.Text;
        if (line.Kind == Carry && link is not null) words += "\n" + link;
        if (data is not null) words += Cards(data, line.Text);
        var offered = Choices.Of(line.Data);
        var form = Choices.FormOf(offered, limits, speech);
        if (offered.Count > 0 && form is ChoiceForm.None) words += "\n\n" + Numbered(offered, language);

        string Set(string piece) => Unshielded(Marked.Set(piece, limits.Markup), limits.Markup);
        var title = form is ChoiceForm.List ? limits.ListTitle : limits.ButtonTitle;
        var most = form is ChoiceForm.None ? limits.Text : Math.Min(limits.Text, limits.TextWithChoices ?? limits.Text);
        var pieces = TextSplit.Cut(words, most, piece => Set(piece).Length);
        return [.. pieces.Select((piece, at) => at == pieces.Count - 1
            ? new RenderedPart(Set(piece), form, form is ChoiceForm.None ? [] : [.. offered.Select((choice, index) => new OfferedChoice(Choices.Title(choice, title, speech), Choices.Payload(line.Sequence, index)))], Links(data))
            : new RenderedPart(Set(piece), ChoiceForm.None, [], []))];
    }

    /// <summary>What a page draws as cards: the article behind an answer, and the numbers that the words do not name already.</summary>
    private string Cards(LineData data, string said)
    {
        var words = new StringBuilder();
        foreach (var article in data.Article is { } one ? [one] : data.Articles ?? []) words.Append("\n\n**").Append(article.Title.Replace("*", "", StringComparison.Ordinal)).Append("**\n").Append(Absolute(article.Href));
        foreach (var action in (data.Actions ?? []).Concat(data.Help ?? []))
        {
            if (action.Number is { } number ? said.Contains(number, StringComparison.Ordinal) : action.Href.StartsWith('/')) continue;
            words.Append(words.Length == 0 ? "\n\n" : "\n").Append(action.Number is null ? $"{action.Label}\u00A0: {action.Href}" : action.Label);
        }

        return words.ToString();
    }

    private IReadOnlyList<ActionLink> Links(LineData? data) =>
        data is null ? [] : [.. (data.Article is { } one ? [one] : data.Articles ?? []).Select(article => new ActionLink(article.Title, Absolute(article.Href)))];

    private string Absolute(string href) => href.StartsWith('/') ? Address + href : href;

    private string Numbered(IReadOnlyList<Choice> choices, string language) =>
        string.Join('\n', choices.Select((choice, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1}. {choice.Title}"))) + "\n" + speech.Say(language, "channel.number");

    // People's words hold no markup of ours: signs that would be read as such are put aside while the text is cut and set.
    private static string Shielded(string words) => words.Replace('*', '\uE000').Replace('[', '\uE001');

    private static string Unshielded(string words, Markup markup) => markup is Markup.Markdown
        ? words.Replace("\uE000", "\\*", StringComparison.Ordinal).Replace("\uE001", "\\[", StringComparison.Ordinal)
        : words.Replace('\uE000', '*').Replace('\uE001', '[');
}
