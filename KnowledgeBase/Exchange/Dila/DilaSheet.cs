using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>A sheet « Vos droits et démarches » (root element <c>Publication</c>) as an article.</summary>
/// <param name="Id">Its identifier: <c>F12544</c>.</param>
/// <param name="Modified">When the DILA last changed it.</param>
/// <param name="Article">The article.</param>
/// <param name="Questions">The questions it leads to, with the sheet that answers each.</param>
internal sealed partial record DilaSheet(string Id, DateOnly Modified, Incoming Article, IReadOnlyList<(string Id, string Words)> Questions)
{
    /// <summary>What the origin of such an article begins with.</summary>
    public const string OriginPrefix = "dila:";

    /// <summary>The root of a sheet.</summary>
    public const string Root = "Publication";

    /// <summary>What the licence asks to be named beside the date.</summary>
    private const string Source = "service-public.gouv.fr / DILA (Licence Ouverte 2.0)";

    private const int MostLinks = 8, LongestTheme = 100;

    /// <summary>How long a sheet is taken as true after it was last found in the source, in days.</summary>
    public const int Validity = 365;

    /// <summary>Reads one.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="sheet">The root element, with lines.</param>
    /// <param name="today">The day of the import.</param>
    /// <param name="faults">Where what is wrong goes.</param>
    /// <returns>Null: it is no sheet but a page that leads to sheets, or something is wrong with it.</returns>
    public static DilaSheet? Read(string file, XElement sheet, DateOnly today, List<SourceFault> faults)
    {
        var before = faults.Count;
        var id = ((string?)sheet.Attribute("ID"))?.Trim() ?? "";
        if (id.Length == 0) faults.Add(Fault(file, sheet, "l’attribut ID manque."));
        else if (!Identifier().IsMatch(id)) return null;

        var title = Given(Named(sheet, "title"), "dc:title");
        var modified = Date(Given(Named(sheet, "date"), "dc:date"));
        if (Named(sheet, "identifier") is { } stated && DilaInline.Plain(stated) is { Length: > 0 } other && other != id) faults.Add(Fault(file, stated, $"dc:identifier dit « {other} », l’attribut ID « {id} »."));
        var body = DilaBody.Write(sheet);
        if (body.Length == 0) faults.Add(Fault(file, sheet, "la fiche n’a pas de texte."));
        if (faults.Count > before) return null;

        var topic = DilaTopics.Of(ThemeOf(sheet));
        var audience = DilaInline.Plain(sheet.Element("Audience"));
        var content = new ArticleContent
        {
            Theme = topic.Slug,
            Question = title,
            Short = Brief(sheet, title),
            Body = body,
            Variants = [.. ShortTitles(sheet, id, title)],
            Links = Links(sheet, id, audience),
            Source = Source,
            Updated = modified,
            ValidUntil = (modified > today ? modified : today).AddDays(Validity),
            LegalSource = id,
        };
        content = content with { Origin = new ArticleOrigin(OriginPrefix + id, Digests.OfSource(content, OriginPrefix)) };
        var slug = ContentRules.Slug($"{id} {title}", ContentRules.SlugLength);
        faults.AddRange(ContentRules.Broken(slug, content).Select(rule => Fault(file, sheet, $"« {rule.Field} » : {rule.Reason}")));
        if (faults.Count > before) return null;
        var questions = sheet.Elements("QuestionReponse").Select(question => ((string?)question.Attribute("ID") ?? "", DilaInline.Plain(question))).Where(question => question.Item2.Length > 0).ToList();
        return new DilaSheet(id, modified, new Incoming(file, slug, content, topic, Onto), questions);

        string Given(XElement? element, string name)
        {
            var words = DilaInline.Plain(element);
            if (words.Length == 0) faults.Add(Fault(file, element ?? sheet, $"{name} manque."));
            return words;
        }

        DateOnly Date(string words)
        {
            var found = Day().Match(words);
            if (found.Success && DateOnly.TryParseExact(found.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
            if (words.Length > 0) faults.Add(Fault(file, Named(sheet, "date")!, $"dc:date n’a pas de date AAAA-MM-JJ : « {words} »."));
            return default;
        }
    }

    /// <summary>The questions answered by a sheet that is not itself in the source are other ways to ask for this one.</summary>
    public Incoming With(Func<string, bool> isSheet)
    {
        var more = Questions.Where(question => question.Id == Id || !isSheet(question.Id)).Select(question => question.Words).ToList();
        if (more.Count == 0) return Article;
        var content = Article.Content;
        return Article.With(content with { Variants = [.. content.Variants.Concat(more).Distinct()] });
    }

    /// <summary>The sheet's words over an article; what editors add to it stays: heading, variants, easy version, witnesses, owner, translations.</summary>
    private static ArticleContent Onto(ArticleContent known, ArticleContent sheet) => known with
    {
        Question = sheet.Question,
        Short = sheet.Short,
        Body = sheet.Body,
        Variants = [.. known.Variants.Union(sheet.Variants)],
        Links = sheet.Links,
        Source = sheet.Source,
        Updated = sheet.Updated,
        ValidUntil = sheet.ValidUntil,
        LegalSource = sheet.LegalSource,
        Origin = sheet.Origin! with { Published = known.Origin?.Published == true },
    };

    private static SourceFault Fault(string file, XElement at, string reason) =>
        new(file, at is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : null, at is IXmlLineInfo column && column.HasLineInfo() ? column.LinePosition.ToString(CultureInfo.InvariantCulture) : null, reason);

    private static XElement? Named(XElement sheet, string name) => sheet.Elements().FirstOrDefault(part => part.Name.LocalName == name && part.Name.NamespaceName.Length > 0);

    private static string ThemeOf(XElement sheet)
    {
        var theme = DilaInline.Plain(sheet.Element("Theme")?.Element("Titre"));
        if (theme.Length == 0) theme = DilaInline.Plain(Named(sheet, "subject"));
        return theme.Length is > 0 and <= LongestTheme && ContentRules.Slug(theme, LongestTheme).Length > 0 ? theme : "Autres démarches";
    }

    /// <summary>The official description, else how the sheet begins.</summary>
    private static string Brief(XElement sheet, string title)
    {
        var words = DilaInline.Plain(Named(sheet, "description"));
        if (words.Length == 0) words = DilaInline.Plain(sheet.Element("Introduction")?.Descendants("Paragraphe").FirstOrDefault());
        return words.Length == 0 ? title : Raised().Replace(words, "");
    }

    /// <summary>What the page above calls it.</summary>
    private static IEnumerable<string> ShortTitles(XElement sheet, string id, string title)
    {
        foreach (var entry in sheet.Elements("DossierPere").Descendants("Fiche").Where(entry => (string?)entry.Attribute("ID") == id))
        {
            var above = DilaInline.Plain(entry.Parent!.Element("Titre"));
            var words = DilaInline.Plain(entry);
            if (words.Length > 0 && words != title) yield return above.Length > 0 ? $"{above} : {words}" : words;
        }
    }

    private static List<ArticleLink> Links(XElement sheet, string id, string audience)
    {
        var own = ((string?)sheet.Attribute("spUrl"))?.Trim();
        var services = sheet.Descendants("ServiceEnLigne").Select(service => (Url: ((string?)service.Attribute("URL"))?.Trim(), Label: DilaInline.Plain(service.Element("Titre"))))
            .Where(service => ContentRules.IsHttps(service.Url) && service.Label.Length > 0).DistinctBy(service => service.Url).Take(MostLinks);
        return [new ArticleLink(ContentRules.IsHttps(own) ? own! : DilaAddress.Of(id, audience), $"La fiche {id} sur service-public.gouv.fr"), .. services.Select(service => new ArticleLink(service.Url!, service.Label))];
    }

    [GeneratedRegex(@"^F\d{1,9}$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex Day();

    /// <summary>How descriptions write « 1er » : 1^er.</summary>
    [GeneratedRegex(@"(?<=\d)\^(?=\p{L})")]
    private static partial Regex Raised();
}
