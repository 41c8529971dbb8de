using System.Globalization;
using System.Xml.Linq;

namespace BrigadeNumerique.KnowledgeBase.Exchange.Dila;

/// <summary>The tree of a sheet as Markdown. Situations, chapters and sub-chapters are headings; conditional cases are items of a list, so that what follows them is seen to hold for all.</summary>
internal static class DilaBody
{
    private const string Space = "\u00A0";

    /// <summary>Elements that say about the sheet, not in it, or that have a place of their own below.</summary>
    private static readonly HashSet<string> Apart = new(StringComparer.Ordinal)
    {
        "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier", "source", "language", "relation", "coverage", "rights",
        "SurTitre", "Audience", "Canal", "FilDAriane", "Theme", "SousThemePere", "DossierPere", "SousDossierPere", "RechercheGuideePere",
        "OuSAdresser", "QuiPeutMAider", "ServiceEnLigne", "PourEnSavoirPlus", "QuestionReponse", "VoirAussi", "Definition", "Abreviation", "Reference",
    };

    public static string Write(XElement sheet)
    {
        var parts = sheet.Elements().Where(part => !Apart.Contains(part.Name.LocalName)).Select(part => Block(part, 2));
        return Join(
        [
            .. parts,
            Section("Démarches et services en ligne", sheet, "ServiceEnLigne", Service),
            Section("Où s’adresser", sheet, ["OuSAdresser", "QuiPeutMAider"], Office),
            Section("Questions proches", sheet, "QuestionReponse", Question),
            Section("Voir aussi", sheet.Elements("VoirAussi").Elements("Fiche"), Related),
            Section("Pour en savoir plus", sheet, "PourEnSavoirPlus", Service),
            Section("Mots à connaître", sheet, ["Definition", "Abreviation"], Explained),
            Section("Textes de référence", sheet, "Reference", Reference),
        ]);
    }

    /// <summary>Elements one after another, as blocks.</summary>
    private static string Blocks(XElement parent, int level, bool inside = false) =>
        Join(parent.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "Titre" } => "",
            XElement element => Block(element, level, inside),
            XText words => Markdowned.Paragraph(Markdowned.Words(Markdowned.OneSpace(words.Value).Trim(' '))),
            _ => "",
        }));

    /// <param name="element">What to write.</param>
    /// <param name="level">Of the next heading, from 2.</param>
    /// <param name="inside">In a list or a note, where a heading would end it.</param>
    private static string Block(XElement element, int level, bool inside = false) => element.Name.LocalName switch
    {
        "Paragraphe" => Markdowned.Paragraph(DilaInline.Markdown(element)),
        "Chapitre" or "SousChapitre" => Join([Heading(Title(element), level, inside), Blocks(element, level + 1, inside)]),
        "ListeSituations" => Join([Titled(element), .. element.Elements("Introduction").Select(part => Blocks(part, level, inside)), .. element.Elements("Situation").Select(part => Join([Heading($"Situation{Space}: {Title(part)}", level, inside), Blocks(part, level + 1, inside)]))]),
        "BlocCas" => string.Join("\n\n", element.Elements().Select(part => part.Name.LocalName == "Cas" ? Item("-", Join([Strong(Title(part)), Blocks(part, level, inside: true)])) : Block(part, level, inside))),
        "Liste" => List(element, level),
        "Tableau" => Table(element),
        "ANoter" or "ASavoir" or "Attention" or "Exemple" or "Rappel" or "Avertissement" => Note(element, level),
        "ServiceEnLigne" => Service(element),
        "OuSAdresser" or "QuiPeutMAider" => Office(element),
        "Image" => Join(element.Elements("Description").Select(part => Blocks(part, level, inside))),
        "Titre" => Strong(DilaInline.Markdown(element)),
        _ when element.Elements().Any(part => part.Name.LocalName is not ("MiseEnEvidence" or "LienInterne" or "LienExterne" or "LienIntra" or "Valeur" or "Exposant" or "Indice")) => Join([Titled(element), Blocks(element, level, inside)]),
        _ => Markdowned.Paragraph(DilaInline.Markdown(element)),
    };

    private static string List(XElement list, int level)
    {
        var numbered = (string?)list.Attribute("type") is { } type && (type.StartsWith("num", StringComparison.OrdinalIgnoreCase) || type.StartsWith("chiffre", StringComparison.OrdinalIgnoreCase));
        var items = list.Elements("Item").Select(item => Blocks(item, level, inside: true)).Where(item => item.Length > 0);
        return Join([Titled(list), string.Join('\n', items.Select((item, place) => Item(numbered ? string.Create(CultureInfo.InvariantCulture, $"{place + 1}.") : "-", item)))]);
    }

    /// <summary>A row a line, each cell with the name of its column: read aloud and on a phone a table is lost.</summary>
    private static string Table(XElement table)
    {
        var rows = table.Elements().Where(row => row.Name.LocalName is "Rangée" or "Rangee").ToList();
        var head = rows.FirstOrDefault(row => (string?)row.Attribute("type") is "header" or "entete");
        var names = head is null ? [] : Cells(head);
        var lines = rows.Where(row => row != head).Select(row => "- " + string.Join($"{Space}; ", Cells(row).Select((cell, place) => place < names.Count && names[place].Length > 0 ? $"{Strong(names[place])}{Space}: {cell}" : cell).Where(cell => cell.Length > 0)));
        return Join([Titled(table), string.Join('\n', lines)]);
    }

    private static List<string> Cells(XElement row) => [.. row.Elements("Cellule").Select(cell => cell.Elements("Paragraphe").Any() || cell.Elements().Any(part => part.Name.LocalName is "Liste")
        ? string.Join(" ", cell.Descendants("Paragraphe").Select(DilaInline.Markdown))
        : DilaInline.Markdown(cell))];

    private static string Note(XElement note, int level)
    {
        var title = Title(note) is { Length: > 0 } given ? given : note.Name.LocalName switch { "ANoter" => "À noter", "ASavoir" => "À savoir", var name => name };
        var blocks = Blocks(note, level, inside: true);
        return blocks.Length == 0 ? "" : Markdowned.Quoted($"{Strong(title)}{Space}: {blocks}");
    }

    private static string Service(XElement service)
    {
        var kind = (string?)service.Attribute("type");
        var form = (string?)service.Attribute("numerocerfa");
        var about = string.Join(", ", new[] { kind is null ? null : Markdowned.Words(kind.ToLowerInvariant()), form is null ? null : $"cerfa n° {Markdowned.Words(form)}" }.OfType<string>());
        var line = Markdowned.Link(Title(service), (string?)service.Attribute("URL")) + (about.Length > 0 ? $" ({about})" : "");
        return Join([Title(service).Length == 0 ? "" : line, .. service.Elements().Where(part => part.Name.LocalName is "Introduction" or "Texte").Select(part => Blocks(part, 6, inside: true))]);
    }

    private static string Office(XElement office)
    {
        var site = (string?)office.Element("RessourceWeb")?.Attribute("URL");
        var near = office.Element("PivotLocal") is not null && site is null ? $" ({Markdowned.Link("annuaire", DilaAddress.Directory)})" : "";
        var why = office.Element("Complement") is { } complement ? $"{Space}: {DilaInline.Markdown(complement)}" : "";
        return Join([Markdowned.Link(Title(office), site) + near + why, .. office.Elements().Where(part => part.Name.LocalName is "Texte" or "Introduction").Select(part => Blocks(part, 6, inside: true))]);
    }

    private static string Question(XElement question) => Markdowned.Link(Title(question) is { Length: > 0 } title ? title : DilaInline.Markdown(question), DilaAddress.Of((string?)question.Attribute("ID") ?? "", (string?)question.Attribute("audience")));

    private static string Related(XElement sheet) => Markdowned.Link(Title(sheet) is { Length: > 0 } title ? title : DilaInline.Markdown(sheet), DilaAddress.Of((string?)sheet.Attribute("ID") ?? "", (string?)sheet.Attribute("audience")));

    private static string Explained(XElement word) => $"{Strong(Title(word))}{Space}: {string.Join(" ", word.Elements("Texte").Select(text => text.Elements("Paragraphe").Any() ? string.Join(" ", text.Descendants("Paragraphe").Select(DilaInline.Markdown)) : DilaInline.Markdown(text)))}";

    private static string Reference(XElement text) => Markdowned.Link(Title(text), (string?)text.Attribute("URL")) + (text.Element("Complement") is { } complement ? $"{Space}: {DilaInline.Markdown(complement)}" : "");

    private static string Section(string heading, XElement sheet, string name, Func<XElement, string> line) => Section(heading, sheet.Elements(name), line);

    private static string Section(string heading, XElement sheet, string[] names, Func<XElement, string> line) => Section(heading, sheet.Elements().Where(part => names.Contains(part.Name.LocalName)), line);

    private static string Section(string heading, IEnumerable<XElement> parts, Func<XElement, string> line)
    {
        var lines = parts.Select(line).Where(text => text.Length > 0).Distinct().Select(text => Item("-", text)).ToList();
        return lines.Count == 0 ? "" : $"## {heading}\n\n{string.Join('\n', lines)}";
    }

    private static string Heading(string title, int level, bool inside) => title.Length == 0 ? "" : inside || level > 6 ? Strong(title) : $"{new string('#', level)} {title}";

    private static string Title(XElement element) => element.Element("Titre") is { } title ? DilaInline.Markdown(title).Replace("**", "", StringComparison.Ordinal) : "";

    private static string Titled(XElement element) => Title(element) is { Length: > 0 } title ? Strong(title) : "";

    private static string Strong(string words) => words.Length == 0 || words.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter)) ? words : $"**{words}**";

    private static string Item(string mark, string blocks) => $"{mark} {(mark.Length == 1 ? Markdowned.Indented(blocks) : Markdowned.Indented(Markdowned.Indented(blocks)))}";

    private static string Join(IEnumerable<string> blocks) => string.Join("\n\n", blocks.Where(block => block.Length > 0));
}
