using System.Text.RegularExpressions;
using BrigadeNumerique.KnowledgeBase.Drafting.Checking;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>Words that anybody may know: those of the product's own articles. A capital on any other word may be that of a name.</summary>
internal static partial class PublicWords
{
    private static readonly Lazy<HashSet<string>> Known = new(Read);
    private static readonly Lazy<HashSet<string>> First = new(ReadFirstNames);

    /// <summary>Whether the articles have the word, in any form.</summary>
    public static bool Has(string word) => Known.Value.Contains(Folding.Fold(word));

    /// <summary>Whether it is a first name and nothing else.</summary>
    public static bool IsFirstName(string word) => First.Value.Contains(Folding.Fold(word));

    private static HashSet<string> Read()
    {
        var assembly = typeof(PublicWords).Assembly;
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (Match word in Word().Matches(Folding.Fold(Variants().Replace(reader.ReadToEnd(), "")))) words.Add(word.Value);
        }

        words.ExceptWith(First.Value);
        foreach (var word in Everyday.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)) words.Add(word);
        return words;
    }

    private static HashSet<string> ReadFirstNames()
    {
        using var reader = new StreamReader(typeof(PublicWords).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.Drafting.Masking.firstnames.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }

    /// <summary>What people write with a capital and the articles have not.</summary>
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

    /// <summary>The ways of asking are citizens' words, with names in them.</summary>
    [GeneratedRegex(@"^variants:\n(?:  - .*\n)*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Variants();

    [GeneratedRegex(@"[a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
