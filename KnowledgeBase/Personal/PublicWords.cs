using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Words and numbers that anybody may know: those of the product's own articles, and lists. A capital on any other word may be that of a name.</summary>
internal static partial class PublicWords
{
    private const string Folder = "BrigadeNumerique.KnowledgeBase.Personal.";

    private const int Often = 3;

    private static readonly Lazy<HashSet<string>> First = new(() => List("firstnames.txt"));
    private static readonly Lazy<HashSet<string>> Towns = new(() => List("towns.txt"));
    private static readonly Lazy<HashSet<string>> Others = new(() => List("publicnames.txt"));
    private static readonly Lazy<Corpus> Known = new(Read);

    /// <summary>Whether the articles have the word, in any form, or nearly everybody writes it.</summary>
    public static bool Has(string word) => Known.Value.Words.Contains(Folding.Fold(word));

    /// <summary>Whether it is written with a capital and nobody's name: a town, a country, a service, a make.</summary>
    public static bool IsPublicName(string word) => Folding.Fold(word) is var folded && (Towns.Value.Contains(folded) || Others.Value.Contains(folded));

    /// <summary>Whether it is a town, a department or a region that many people live in.</summary>
    public static bool IsTown(string word) => Towns.Value.Contains(Folding.Fold(word));

    /// <summary>Whether it is a common word: the articles have it, or the ways of asking in small letters.</summary>
    public static bool IsUsual(string word) => Folding.Fold(word) is var folded && (Known.Value.Words.Contains(folded) || Known.Value.Asked.ContainsKey(folded));

    /// <summary>The same, and met so often that it is nobody's name.</summary>
    public static bool IsCommon(string word) => Folding.Fold(word) is var folded && (Known.Value.Words.Contains(folded) || Known.Value.Asked.GetValueOrDefault(folded) >= Often);

    /// <summary>Whether it is a first name and nothing else.</summary>
    public static bool IsFirstName(string word) => First.Value.Contains(Folding.Fold(word));

    /// <summary>Whether the articles give this telephone number.</summary>
    public static bool HasNumber(string number) => Known.Value.Numbers.Contains(Numbers.DigitsOf(number));

    private static Corpus Read()
    {
        var assembly = typeof(PublicWords).Assembly;
        var corpus = new Corpus(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = Text(name);

            // The ways of asking are citizens' words, with names in them.
            var published = Variants().Replace(text, "");
            corpus.Words.UnionWith(Words(published));
            corpus.Numbers.UnionWith(Numbers.TelephonesIn(published));
            foreach (Match variants in Variants().Matches(text)) Count(variants.Value);
        }

        Count(Text("BrigadeNumerique.KnowledgeBase.Search.elsewhere.txt"));
        corpus.Words.ExceptWith(First.Value);
        foreach (var name in First.Value) corpus.Asked.Remove(name);
        corpus.Words.UnionWith(Everyday.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        return corpus;

        void Count(string text)
        {
            foreach (var word in SmallWord().EnumerateMatches(text))
            {
                var folded = Folding.Fold(text.Substring(word.Index, word.Length));
                corpus.Asked[folded] = corpus.Asked.GetValueOrDefault(folded) + 1;
            }
        }
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(Folding.Fold(text)).Select(word => word.Value);

    private static HashSet<string> List(string file) => [.. Text(Folder + file).Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(PublicWords).Assembly.GetManifestResourceStream(resource)!); // embedded by the project
        return reader.ReadToEnd();
    }

    private const string Everyday = """
        bonjour bonsoir salut coucou bjr bsr slt slm hello hi hey hola buenos buenas dear hallo guten ciao ola merci mercii svp cordialement madame monsieur mademoiselle messieurs mesdames lundi mardi mercredi jeudi vendredi samedi dimanche
        mme mlle mr dr docteur maitre rib cni iban quad dob passport euro euros
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april june july august september october november december noel paques facebook instagram insta whatsapp messenger
        snapchat snap tiktok telegram discord twitter youtube google apple iphone samsung huawei xiaomi android windows microsoft paypal amazon leboncoin vinted ebay airbnb booking uber deliveroo blablacar netflix spotify lydia revolut
        bnp lcl cic credit agricole mutuel caisse epargne postale banque orange sfr free bouygues sncf ratp tgv ter rer metro edf engie caf cpam urssaf pole emploi impots ants cnil antai pharos perceval thesee leclerc carrefour auchan
        intermarche lidl aldi decathlon ikea darty fnac renault peugeot citroen dacia toyota ford opel volkswagen bmw audi mercedes fiat nissan tesla yamaha honda kawasaki suzuki piaggio france francais francaise europe paris lyon marseille
        toulouse nice nantes strasbourg montpellier bordeaux lille rennes i my is the a the on in the where what how can please someone somebody he she they we you it this that there mi mis un una el la los las me he ha han un ich mein meine der
        die das wie wo was kann je tu il elle on nous vous ils elles ce cet cette ces mon ma mes notre nos votre vos leur leurs son sa ses le la les des du de un une et ou mais donc or ni car si que qui quoi dont comment pourquoi quand
        combien quel quelle quels quelles est ai as avez avons ont suis etes sommes sont pas plus sans avec pour par dans sur sous chez vers depuis pendant apres avant hier demain aujourd maintenant oui non ok voila jai jsuis jme jvoudrais
        cest cetait ya yavait quelqu quelquun personne jamais toujours alors ensuite puis enfin urgent urgence aide help stop attention objet tel mail nom prenom adresse ne nee date re fwd ps vae scooter velo trottinette voiture moto
        """;

    private sealed record Corpus(HashSet<string> Words, Dictionary<string, int> Asked, HashSet<string> Numbers);

    [GeneratedRegex(@"^variants:\n(?:  - .*\n)*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Variants();

    [GeneratedRegex(@"[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<!\p{L})\p{Ll}\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex SmallWord();
}
