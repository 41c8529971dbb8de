using System.Text;
using System.Xml.Linq;

namespace BrigadeNumerique.Load;

/// <summary>Made-up sheets in the XML of the DILA, of the size and shape of real ones: the same number gives the same sheet.</summary>
internal static class Sheets
{
    private static readonly string[] Syllables = ["pa", "ré", "mi", "tion", "ver", "con", "dé", "sol", "ga", "ment", "pro", "lu", "cha", "bri", "té", "nou", "fer", "ou", "ble", "san"];
    private static readonly string[] Little = ["le", "la", "les", "de", "des", "du", "un", "une", "et", "ou", "à", "dans", "pour", "sur", "si", "vous", "votre", "est", "pouvez", "devez"];
    private static readonly string[] Themes = ["Argent - Impôts - Consommation", "Étranger - Europe", "Famille - Scolarité", "Justice", "Logement", "Loisirs - Sports - Culture", "Papiers - Citoyenneté - Élections", "Social - Santé", "Transports - Mobilité", "Travail - Formation"];

    /// <summary>Writes so many into a folder.</summary>
    /// <returns>Their bytes.</returns>
    public static long Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var bytes = 0L;
        for (var number = 1; number <= count; number++)
        {
            var file = Path.Combine(folder, $"F{number}.xml");
            File.WriteAllText(file, One(number).ToString(SaveOptions.DisableFormatting));
            bytes += new FileInfo(file).Length;
        }

        return bytes;
    }

    private static XElement One(int number)
    {
        var random = new Random(number);
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        var title = Words(random, 5);
        var theme = Themes[number % Themes.Length];
        return new XElement(
            "Publication", new XAttribute("ID", $"F{number}"), new XAttribute("type", "Fiche d'information conditionnée"), new XAttribute(XNamespace.Xmlns + "dc", dc),
            new XElement(dc + "title", title), new XElement(dc + "subject", theme), new XElement(dc + "description", Words(random, 25)), new XElement(dc + "date", "modified 2026-01-15"), new XElement(dc + "identifier", $"F{number}"),
            new XElement("Audience", "Particuliers"), new XElement("Theme", new XAttribute("ID", "N1"), new XElement("Titre", theme)),
            new XElement("DossierPere", new XElement("Titre", Words(random, 4)), new XElement("Fiche", new XAttribute("ID", $"F{number}"), Words(random, 3))),
            new XElement("Introduction", new XElement("Texte", Paragraph(random))),
            new XElement("ListeSituations", Many(3, () => new XElement("Situation", new XElement("Titre", Words(random, 4)), new XElement("Texte", Many(6, () => Chapter(random)))))),
            Many(3, () => new XElement("OuSAdresser", new XAttribute("ID", "R1"), new XElement("Titre", Words(random, 4)), new XElement("RessourceWeb", new XAttribute("URL", "https://www.exemple.gouv.fr/")))),
            Many(5, () => new XElement("QuestionReponse", new XAttribute("ID", "F99999999"), Words(random, 9) + " ?")),
            Many(6, () => new XElement("Reference", new XAttribute("URL", "https://www.legifrance.gouv.fr/codes/id/L1"), new XElement("Titre", Words(random, 8)))));
    }

    private static XElement Chapter(Random random) => new(
        "Chapitre", new XElement("Titre", new XElement("Paragraphe", Words(random, 7))), Many(3, () => Paragraph(random)),
        new XElement("Liste", new XAttribute("type", "puce"), Many(4, () => new XElement("Item", Paragraph(random)))),
        new XElement("BlocCas", new XAttribute("affichage", "radio"), Many(2, () => new XElement("Cas", new XElement("Titre", Words(random, 4)), Paragraph(random)))));

    private static XElement Paragraph(Random random) => new(
        "Paragraphe", Words(random, 14), " ", new XElement("MiseEnEvidence", Words(random, 2)), " ", Words(random, 8), " ", new XElement("LienInterne", new XAttribute("LienPublication", "F2"), new XAttribute("audience", "Particuliers"), Words(random, 3)), ".");

    private static IEnumerable<XElement> Many(int count, Func<XElement> make) => Enumerable.Range(0, count).Select(_ => make()).ToList();

    /// <summary>Half of the words are little ones; of the others few are common and thousands are rare, as in any language.</summary>
    private static string Words(Random random, int count)
    {
        var text = new StringBuilder();
        for (var n = 0; n < count; n++)
        {
            if (n > 0) text.Append(' ');
            if (random.Next(2) == 0) text.Append(Little[random.Next(Little.Length)]);
            else AddWord(text, (int)(20_000 * Math.Pow(random.NextDouble(), 4)));
        }

        return text.ToString();
    }

    private static void AddWord(StringBuilder text, int number)
    {
        for (number += Syllables.Length; number > 0; number /= Syllables.Length) text.Append(Syllables[number % Syllables.Length]);
    }
}
