using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Seed;

/// <summary>The headings of the first articles, in the order of the help centre.</summary>
internal static class SeedTopics
{
    public static IReadOnlyList<Topic> All { get; } =
    [
        Topic(1, "urgences", "Urgences et numéros", "Quel numéro, quand, comment"),
        Topic(2, "plainte", "Plainte et suivi", "En ligne, à la brigade, et après"),
        Topic(3, "violences", "Violences et protection", "Être aidé, se mettre à l’abri"),
        Topic(4, "cyber", "Cyber et escroqueries", "Carte, comptes, messages"),
        Topic(5, "vol-perte", "Vol, perte, objets trouvés", "Véhicule, téléphone, papiers"),
        Topic(6, "route", "Route et véhicules", "Amendes, permis, accident"),
        Topic(7, "absences", "Absences et cambriolages", "Partir tranquille, se protéger"),
        Topic(8, "voisinage", "Voisinage et tranquillité", "Bruit, chiens, squat"),
        Topic(9, "armes", "Armes", "Déclarer, transporter, rendre"),
        Topic(10, "demarches", "Démarches et documents", "Procuration, casier, voyage"),
        Topic(11, "signalements", "Signaler, témoigner", "Disparition, trafic, animaux"),
        Topic(12, "recrutement", "Recrutement et carrières", "Devenir gendarme, réserve"),
        Topic(13, "contact", "Contact et organisation", "Brigade, rendez-vous, tchat"),
    ];

    private static Topic Topic(int order, string slug, string title, string sentence) => new() { Order = order, Slug = slug, Title = title, Sentence = sentence };
}
