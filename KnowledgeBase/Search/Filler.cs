namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Words which say nothing of the subject: grammar, and the filler of dialogue.</summary>
/// <remarks>« pas », « ne », « sans » are not among them: « sans permis » is not « permis ».</remarks>
internal static class Filler
{
    private static readonly HashSet<string> Grammar = Set("""
        a ai aie aient aies ait as au aucun aucune aura aurai auraient aurais aurait auras aurez auriez aurions aurons auront aussi autre autres
        aux avaient avais avait avant avec avez aviez avions avoir avons ayant b c ca ce ceci cela celle celles celui cet cette ceux chaque ci
        comme d dans de des donc dont du e elle elles en encore entre es est et etaient etais etait etant ete etes etiez etions etre eu eue eues
        eurent eus eut eux f fut g h i il ils ici j je l la le les leur leurs lors lorsque lui m ma mais me meme memes mes mien mienne moi mon n
        ni nos notre nous o on ont ou p par parce plus pour puis puisque q qu que quel quelle quelles quels qui quoi r s sa se sera serai seraient
        serais serait seras serez seriez serions serons seront ses si sien soi soient sois soit sommes son sont sous suis sur t ta tandis te tel
        telle tels telles tes toi ton tous tout toute toutes tu u un une v vers vos votre vous w x y z afin ainsi alors apres car cependant etc
        moins peu tres trop quelque quelques
        """);

    private static readonly HashSet<string> Dialogue = Set("""
        bonjour bonsoir salut coucou madame monsieur mme mr messieurs mesdames merci svp stp sil plait cordialement avance bonne journee soiree
        voila ok oui alo allo help aide aidez besoin voudrais voudrai veux veut voulais voulait souhaite souhaiterais souhaiterai souhaiter
        aimerais aimerai savoir sais sait saurais connaitre question questions renseignement renseignements information informations info infos
        demande demander comment cmt pourquoi combien quand est-ce esque esce eske puis peux peut peuvent pouvez pouvoir pourrais pourrait
        pourriez possible faire fait fais faut dois doit devons devez dire dites dit koi koi kwa quoi kel kelle jme jsuis jai chui jvoudrais
        cest dun dune quil quelle jaimerais pr ds ya svp concernant sujet propos suite vraiment juste petit petite
        """);

    /// <summary>What kind of answer is wanted: « combien de temps » and « durée » differ from « qui » and « comment ».</summary>
    private static readonly Dictionary<string, string> Kinds = Map("""
        combien combien
        quand quand
        qui qui
        quoi quoi koi quoi kwa quoi definition quoi signifie quoi
        pourquoi pourquoi raison pourquoi raisons pourquoi
        comment comment cmt comment
        peux pouvoir peut pouvoir puis pouvoir pouvez pouvoir peuvent pouvoir possible pouvoir pourrais pouvoir pourrait pouvoir droit pouvoir autorise pouvoir
        dois devoir doit devoir devez devoir faut devoir doivent devoir obligatoire devoir oblige devoir obligation devoir obligations devoir
        je moi j moi mon moi ma moi mes moi me moi m moi moi moi
        """);

    /// <summary>The kind of answer a form asks for, or null.</summary>
    public static string? Kind(string form) => Kinds.GetValueOrDefault(form);

    /// <summary>Whether a form, in lower case and without accents, says nothing of the subject.</summary>
    public static bool Contains(string form) => Grammar.Contains(form) || Dialogue.Contains(form);

    private static HashSet<string> Set(string words) =>
        [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private static Dictionary<string, string> Map(string pairs)
    {
        var words = pairs.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < words.Length; i += 2) map[words[i]] = words[i + 1];
        return map;
    }
}
