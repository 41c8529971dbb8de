namespace BrigadeNumerique.Load;

/// <summary>What the citizens of the load write: calm matters that the assistant answers by itself, short and long.</summary>
internal static class Phrases
{
    public const string Usual = "bonjour, on m'a volé mon vélo devant la gare hier soir, je fais comment pour porter plainte ?";

    public static readonly string[] Calm =
    [
        "bonjour",
        "comment payer une amende",
        "on m'a volé mon vélo",
        "merci",
        "horaires de la gendarmerie",
        "j'ai perdu ma carte d'identité, que dois-je faire ?",
        "comment devenir gendarme",
        "Bonjour, je voudrais savoir comment devenir gendarme, quelles sont les conditions d'âge et de diplôme et à qui je dois envoyer ma candidature ?",
        "merci beaucoup",
        "Bonjour madame, monsieur, j'ai perdu ma carte d'identité la semaine dernière dans le train en rentrant du travail, est-ce que je dois faire une déclaration de perte et où faut-il aller ?",
    ];

    /// <summary>A calm text of so many characters.</summary>
    public static string Long(int characters)
    {
        const string Neighbour = "mon voisin fait du bruit tous les soirs et je ne sais plus quoi faire ";
        return string.Concat(Enumerable.Repeat(Neighbour, (characters / Neighbour.Length) + 1))[..characters];
    }
}
