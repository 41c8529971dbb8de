using System.Globalization;
using System.Text.RegularExpressions;
using BrigadeNumerique.Bot.Activities;
using BrigadeNumerique.Bot.Texts;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Handoff.Conversations;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Turns;

/// <summary>Makes the assistant's lines from the reviewed texts and the published articles; it has no words of its own.</summary>
public sealed partial class Replies(Speech speech)
{
    /// <summary>Kind of a line that asks again; two in a row, then a person.</summary>
    public const string Unsure = "unsure";

    /// <summary>Kind of the first line on a sensitive subject, which ends with the question whether the person is safe.</summary>
    public const string AskedWhetherSafe = "sensitive";

    /// <summary>Kind of the line that offers other ways to whoever waits long.</summary>
    public const string Patience = "patience";

    /// <summary>Kind of the line that says that nobody is there.</summary>
    public const string NobodyThere = "nobody";

    /// <summary>Kind of the line with articles for the time of waiting.</summary>
    public const string Meanwhile = "meanwhile";

    /// <summary>Key of the ways out while nobody is at the desk: stay, be contacted, an appointment.</summary>
    private const string Ways = "nobody.choices";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>A fixed text.</summary>
    public Line Say(string key, string language, int replyTo, IReadOnlyList<Choice>? choices = null, LineData? data = null, string kind = LineKind.Text)
    {
        var card = (data ?? new LineData()) with { Kind = data?.Kind is { } given and not LineKind.Text ? given : choices is { Count: > 0 } ? "choices" : LineKind.Text, Lang = language };
        return new Line(Author.Bot, speech.Say(language, key)) { Kind = kind, ReplyTo = replyTo, Locale = language, Data = card.ToJson(choices) };
    }

    /// <summary>A published article: its own short words, the link, and whether they helped.</summary>
    /// <param name="passage">The article.</param>
    /// <param name="language">The citizen's; the article is in French, which is said in other languages.</param>
    /// <param name="replyTo">The question.</param>
    /// <param name="words">Other words of the same article, for a follow-up; else its short answer.</param>
    /// <param name="translation">The article in the citizen's language, where there is one: its own words instead.</param>
    public Line Article(Passage passage, string language, int replyTo, string? words = null, ArticleTranslation? translation = null)
    {
        ArgumentNullException.ThrowIfNull(passage);
        var text = words is null ? passage.Text : speech.Say(Speech.French, "followup", ("titre", passage.Title)) + "\n\n" + words;
        if (translation is not null) text = translation.Short;
        else if (language != Speech.French) text = speech.Say(language, "foreign") + "\n\n" + text;
        var data = new LineData
        {
            Kind = "article",
            Article = translation is null ? Card(passage) : Card(passage) with { Title = translation.Question, Href = $"/aide/{passage.Slug}?langue={language}" },
            Useful = true,
            About = passage.Slug,
        };
        return new Line(Author.Bot, InNumber().Replace(text, "\u00A0")) { Kind = "article", ReplyTo = replyTo, Locale = translation is null ? Speech.French : language, Data = data.ToJson() };
    }

    /// <summary>The same with other words: made from the article's by a language model and checked against them. The link stays.</summary>
    /// <param name="given">The line with the article's own words.</param>
    /// <param name="text">The checked words, Markdown.</param>
    /// <param name="note">Key of what says how they were made.</param>
    /// <param name="language">The language of the words.</param>
    public Line Drafted(Line given, string text, string note, string language)
    {
        ArgumentNullException.ThrowIfNull(given);
        var data = LineData.From(given.Data)! with { Drafted = true };
        return given with { Text = InNumber().Replace(text, "\u00A0") + "\n\n" + speech.Say(language, note), Locale = language, Data = data.ToJson() };
    }

    /// <summary>Up to three titles to choose from, « none of them », and a person.</summary>
    public Line Titles(IReadOnlyList<Passage> passages, string language, int replyTo)
    {
        List<Choice> choices = [.. passages.Take(3).Select(passage => Choice.Of(passage.Title)), Choice.Of(speech.Say(Speech.French, "unsure.none")), Person(language)];
        return Say("unsure", language, replyTo, choices, kind: Unsure);
    }

    /// <summary>What one word alone may be about, as questions to choose from, « something else », and a person.</summary>
    public Line Clarify(BroadWord broad, string language, int replyTo)
    {
        ArgumentNullException.ThrowIfNull(broad);
        List<Choice> choices = [.. broad.Passages.Select(passage => Choice.Of(passage.Title)), Choice.Of(speech.Say(Speech.French, "clarify.other")), Person(language)];
        var text = speech.Say(language, "clarify", ("sujet", $"« {broad.Word} »"));
        return new Line(Author.Bot, text) { Kind = Unsure, ReplyTo = replyTo, Locale = language, Data = new LineData { Kind = "choices", Lang = language }.ToJson(choices) };
    }

    /// <summary>What one of the greeting's choices may mean, as titles to choose from.</summary>
    public Line Which(IReadOnlyList<Passage> passages, string language, int replyTo)
    {
        List<Choice> choices = [.. passages.Select(passage => Choice.Of(passage.Title)), Choice.Of(speech.Say(Speech.French, "unsure.none")), Person(language)];
        return Say("greet.which", language, replyTo, choices);
    }

    /// <summary>Nothing fits: says so and offers a person.</summary>
    public Line None(string language, int replyTo) =>
        Say("none", language, replyTo, language == Speech.French ? [.. speech.Lines(language, "none.choices").Select(Choice.Of)] : [Person(language)], kind: Unsure);

    /// <summary>The first sentence on a sensitive subject, the help line, and whether the person is safe.</summary>
    public Line Sensitive(Assessment told, string language, int replyTo)
    {
        // A child is not thanked for thinking of a child.
        var subject = told.ByChild ? "minor-alone" : told.Sensitive;
        var key = SensitiveTexts.Key(subject);
        var hello = speech.Say(language, key == "sens.suicide" ? "sens.suicide.hello" : key);
        var help = key == "sens.suicide" ? speech.Say(language, "sens.suicide") : speech.Say(language, key + ".help");
        var data = new LineData { Kind = AskedWhetherSafe, Lang = language, Sensitive = true, Help = SensitiveTexts.Links(subject, speech, language), About = "safe" };
        var choices = new[] { "safe.yes", "safe.no", "safe.unknown" }.Select(answer => Choice.Of(speech.Say(language, answer))).ToList();
        return new Line(Author.Bot, $"{hello}\n\n{help}\n\n{speech.Say(language, "safe.ask")}") { Kind = AskedWhetherSafe, ReplyTo = replyTo, Locale = language, Data = data.ToJson(choices) };
    }

    /// <summary>The card of who waits; its figures follow as soon as the queue is counted.</summary>
    public Line Queue(string language, bool sensitive) => QueueCard.For(speech, language, sensitive);

    /// <summary>Nobody is at the desk: never a dead end. Whoever is asked whether they are safe is asked nothing else.</summary>
    public Line Nobody(string language, bool sensitive)
    {
        var text = $"{speech.Say(language, "nobody.title")}. {speech.Say(language, "nobody.body")}";
        IReadOnlyList<Choice>? ways = sensitive || !speech.Has(language, Ways) ? null : [.. speech.Lines(language, Ways).Select(Choice.Of)];
        return new Line(Author.System, text) { Kind = NobodyThere, Locale = language, Data = new LineData { Speaker = "system", Lang = language }.ToJson(ways) };
    }

    /// <summary>The wait is long: an appointment, or to be contacted; the place is kept all the same.</summary>
    public Line LongWait(string language)
    {
        IReadOnlyList<Choice>? ways = speech.Has(language, "queue.patience.choices") ? [.. speech.Lines(language, "queue.patience.choices").Select(Choice.Of)] : null;
        return new Line(Author.System, speech.Say(language, "queue.patience")) { Kind = Patience, Locale = language, Data = new LineData { Speaker = "system", Kind = "choices", Lang = language }.ToJson(ways) };
    }

    /// <summary>Articles that may serve while somebody waits.</summary>
    public Line WhileWaiting(IReadOnlyList<Passage> passages, string language)
    {
        var data = new LineData { Kind = Meanwhile, Lang = language, Articles = [.. passages.Select(Card)] };
        return new Line(Author.System, speech.Say(language, "queue.meanwhile")) { Kind = Meanwhile, Locale = language, Data = data.ToJson() };
    }

    /// <summary>What follows a way out that was offered while nobody was there; null for other words.</summary>
    /// <param name="words">The citizen's.</param>
    /// <param name="appointment">The article on appointments, where it may be answered.</param>
    /// <param name="language">The citizen's.</param>
    /// <param name="replyTo">Their message.</param>
    public Line? WhileNobodyComes(string words, Passage? appointment, string language, int replyTo)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var tongue in (string[])[language, Speech.French])
        {
            if (!speech.Has(tongue, Ways)) continue;
            var way = speech.Lines(tongue, Ways).TakeWhile(offered => !string.Equals(offered, words.Trim(), StringComparison.OrdinalIgnoreCase)).Count();
            switch (way)
            {
                case 0: return Say("queue.writeon", tongue, replyTo);
                case 1:
                    var asked = $"{speech.Say(tongue, "contact.how")}\n\n{speech.Say(tongue, "contact.rule")}";
                    return new Line(Author.Bot, asked) { Kind = LineKind.Text, ReplyTo = replyTo, Locale = tongue, Data = new LineData { Kind = "contact", Lang = tongue }.ToJson() };
                case 2: return appointment is null ? Say("appointment", tongue, replyTo) : Article(appointment, tongue, replyTo);
                default: continue;
            }
        }

        return null;
    }

    /// <summary>A person, one tap away.</summary>
    public Choice Person(string language) => Choice.Of(speech.Say(language, "person.button"));

    /// <summary>« 0 892 705 705 » stays on one line.</summary>
    [GeneratedRegex(@"(?<=\d) (?=\d)")]
    private static partial Regex InNumber();

    private static ArticleCard Card(Passage passage) => new(
        passage.Slug, passage.Title, "/aide/" + passage.Slug, passage.Updated.ToString("d MMMM yyyy", French), passage.Source, passage.Sensitive is not null);
}
