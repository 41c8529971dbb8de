using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Drafting.Calls;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.KnowledgeBase.Drafting;

/// <summary>A published passage that a draft may cite.</summary>
/// <param name="Slug">The article, or what else is published under this name.</param>
/// <param name="Revision">Which publication.</param>
/// <param name="Text">Its words, plain or Markdown.</param>
public sealed record GivenPassage(string Slug, int Revision, string Text)
{
    /// <summary>What the article is about: its title, or empty.</summary>
    public string Title { get; init; } = "";

    internal string About => Title + " " + Slug.Replace('-', ' ');
}

/// <summary>
/// Drafts from published passages, and lets nothing out that its check refused. It decides nothing: whoever asks gets a checked
/// draft or null, and goes on with the passages themselves. Never throws but on cancellation.
/// </summary>
public sealed partial class Drafter
{
    /// <summary>The prompt that words answers.</summary>
    internal const string AnswerPrompt = "answer.v2";

    private readonly ModelCalls calls;
    private readonly CallLog log;

    internal Drafter(ModelCalls calls, CallLog log) => (this.calls, this.log) = (calls, log);

    /// <summary>Whether a draft for this would be asked for now: configured, switched on, and the model not known to be dead.</summary>
    public bool Ready(ModelUse use) => calls.Ready(use);

    /// <summary>What one turn of a citizen may spend, for all its drafts together.</summary>
    public TurnAllowance BeginTurn() => new(calls.ForTurn());

    /// <summary>The answer to a question, worded from passages.</summary>
    /// <param name="question">The citizen's words.</param>
    /// <param name="passages">What may be said; cited by number from 1.</param>
    /// <param name="turn">What may be spent.</param>
    /// <param name="soFar">Gets the checked sentences so far each time one more is ready, as Markdown with their citations as links.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <returns>Markdown whose citations are links to the articles; null: the passages speak for themselves.</returns>
    public Task<string?> AnswerAsync(string question, IReadOnlyList<GivenPassage> passages, TurnAllowance turn, Action<string>? soFar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return CitedAsync(ModelUse.Answer, AnswerPrompt, new() { ["passages"] = Numbered(passages), ["question"] = new CitizenWords(Cut(question, 1500)) }, question, passages, turn, soFar, cancellationToken);
    }

    /// <summary>Passages in easy French, one sentence a line.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public Task<string?> EasyAsync(IReadOnlyList<GivenPassage> passages, TurnAllowance turn, Action<string>? soFar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return CitedAsync(ModelUse.Easy, "easy.v1", new() { ["passages"] = Numbered(passages) }, "", passages, turn, soFar, cancellationToken);
    }

    /// <summary>A further question as one that stands alone, for the search; null: it is searched as it is.</summary>
    /// <param name="subject">Title of the article last given.</param>
    /// <param name="conversation">The citizen's ordinary lines before, and the assistant's.</param>
    /// <param name="question">The further question.</param>
    /// <param name="turn">What may be spent.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<string?> StandaloneAsync(string subject, IReadOnlyList<string> conversation, string question, TurnAllowance turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!Ready(ModelUse.FollowUp)) return null;
        var before = string.Join('\n', conversation);
        var given = new Dictionary<string, object?> { ["subject"] = subject, ["conversation"] = new CitizenWords(Cut(before, 1500)), ["question"] = new CitizenWords(Cut(question, 500)) };
        return await NotedAsync(await calls.AskAsync(ModelUse.FollowUp, "followup.v1", given, turn.Calls, null, cancellationToken), text => Rewritten.Refuses(text, subject, before, question));
    }

    /// <summary>A question in French, for the search; null: it is searched as it is.</summary>
    /// <param name="question">In the citizen's language.</param>
    /// <param name="turn">What may be spent.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<string?> ToFrenchAsync(string question, TurnAllowance turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (!Ready(ModelUse.Translation)) return null;
        var given = new Dictionary<string, object?> { ["text"] = new CitizenWords(Cut(question, 1500)) };
        return await NotedAsync(await calls.AskAsync(ModelUse.Translation, "to-french.v1", given, turn.Calls, null, cancellationToken), text => Translated.Refuses(question, text, intoFrench: true));
    }

    /// <summary>
    /// A published text in another language: translated, translated back, and shown only if what comes back says what the text says.
    /// No word of a citizen is in either call.
    /// </summary>
    /// <param name="passage">The published text.</param>
    /// <param name="language">ISO 639-1 code.</param>
    /// <param name="turn">What may be spent.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<string?> TranslateAsync(GivenPassage passage, string language, TurnAllowance turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passage);
        ArgumentNullException.ThrowIfNull(turn);
        if (!Ready(ModelUse.Translation)) return null;
        var name = CultureInfo.GetCultureInfo(language).EnglishName;
        var there = await calls.AskAsync(ModelUse.Translation, "from-french.v1", new Dictionary<string, object?> { ["text"] = passage.Text, ["language"] = name }, turn.Calls, null, cancellationToken);
        there.Record.Passages = Sources([passage]);
        if (await NotedAsync(there, text => Translated.Refuses(passage.Text, text, intoFrench: false)) is not { } translated) return null;
        var back = await calls.AskAsync(ModelUse.Translation, "to-french.v1", new Dictionary<string, object?> { ["text"] = translated }, turn.Calls, null, cancellationToken);
        back.Record.Passages = Sources([passage]);
        var verdict = await NotedAsync(back, text => Translated.ComesBackAs(passage.Text, text));
        return verdict is null ? null : translated;
    }

    /// <summary>« [1] » as a link to its article, with the article's title as the link's.</summary>
    internal static string WithLinks(string text, IReadOnlyList<GivenPassage> passages) => Citation().Replace(text, match =>
        int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= passages.Count
            ? $"{(match.Groups[2].Success ? "\u00A0" : "")}[{number}](/aide/{passages[number - 1].Slug}{Titled(passages[number - 1].Title)})" : "");

    /// <summary>A title that ends neither its quotation marks nor a sentence of the text around it.</summary>
    private static string Titled(string title) => title.Length == 0 ? "" : $" \"{SentenceEnd().Replace(title.Replace('"', '”'), "$1\u00A0")}\"";

    private async Task<string?> CitedAsync(
        ModelUse use, string prompt, Dictionary<string, object?> given, string question, IReadOnlyList<GivenPassage> passages, TurnAllowance turn, Action<string>? soFar, CancellationToken cancellationToken)
    {
        if (passages.Count == 0 || !Ready(use)) return null;
        // Easy French is not what is published: there nothing of it can stand in.
        var check = new StreamCheck([.. passages.Select(passage => passage.Text)], [.. passages.Select(passage => passage.About)], mends: use is ModelUse.Answer);
        var result = await calls.AskAsync(use, prompt, given, turn.Calls, text =>
        {
            if (check.Look(text) && soFar is not null) soFar(WithLinks(check.Shown, passages));
            return check.Verdict.IsPass;
        }, cancellationToken);
        result.Record.Passages = Sources(passages);
        if (result.Text is not { } draft) return Nothing(result.Record);

        // « RIEN »: the passages do not answer, in the model's view. It is not for the model to say so to anybody.
        var verdict = check.End(draft);
        var found = verdict.IsPass ? check.Mended : verdict;
        if (!found.IsPass)
        {
            result.Record.Outcome = verdict.IsPass ? CallOutcome.Mended : CallOutcome.Refused;
            result.Record.Reason = found.Reason;
            result.Record.Refused = WithoutOthersWords(found.Sentence, question, passages);
        }

        log.Note(result.Record);
        return verdict.IsPass ? WithLinks(Tidy(check.Shown), passages) : null;
    }

    private string? Nothing(CallRecord record)
    {
        log.Note(record);
        return null;
    }

    private Task<string?> NotedAsync(CallResult result, Func<string, CheckReason> check)
    {
        var text = result.Text?.Trim();
        if (text is not null && check(text) is var reason and not CheckReason.None) (result.Record.Outcome, result.Record.Reason, text) = (CallOutcome.Refused, reason, null);
        log.Note(result.Record);
        return Task.FromResult(text);
    }

    /// <summary>What was refused, with only such words as the passages have or the question has not: no word of a citizen is kept.</summary>
    private static string? WithoutOthersWords(string sentence, string question, IReadOnlyList<GivenPassage> passages)
    {
        if (sentence.Length == 0) return null;
        var asked = Reading.FormsOf(Folding.Fold(question)).ToHashSet(StringComparer.Ordinal);
        asked.ExceptWith(passages.SelectMany(passage => Reading.FormsOf(Folding.Fold(passage.Text))));
        var kept = Word().Replace(new Masking.PersonalMask().Hide(sentence), match => asked.Contains(Folding.Fold(match.Value)) ? "…" : match.Value);
        return Cut(kept, CallRecord.Longest);
    }

    private static string Numbered(IReadOnlyList<GivenPassage> passages)
    {
        var all = new StringBuilder();
        for (var at = 0; at < passages.Count; at++) all.Append(CultureInfo.InvariantCulture, $"[{at + 1}] {passages[at].Text}\n\n");
        return all.ToString().TrimEnd();
    }

    private static string Sources(IReadOnlyList<GivenPassage> passages) =>
        Cut(string.Join(' ', passages.Select(passage => string.Create(CultureInfo.InvariantCulture, $"{passage.Slug}@{passage.Revision}"))), 1000);

    private static string Tidy(string draft) => draft.Trim().Replace("**", "", StringComparison.Ordinal);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    [GeneratedRegex(@"(?<2> )?\[(?<1>\d{1,2})\](?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"([.?!…]) ", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[\p{L}\d]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

/// <summary>What one turn may spend.</summary>
public sealed class TurnAllowance
{
    internal TurnAllowance(CallAllowance calls) => Calls = calls;

    internal CallAllowance Calls { get; }
}
