using System.Globalization;

namespace BrigadeNumerique.Evaluation;

/// <summary>A frozen question as somebody writes it who says who they are.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Question">The question without it.</param>
/// <param name="Text">The question with it.</param>
internal sealed record SignedQuestion(string Kind, FrozenQuestion Question, string Text)
{
    /// <summary>{0} is the question. Nobody has these names, and these numbers are kept for fiction.</summary>
    private static readonly (string Kind, string Form)[] Forms =
    [
        ("name, telephone", "Bonjour, je m'appelle Camille Exemple, {0} Mon numéro est le 06 39 98 12 34, merci"),
        ("signature", "{0} Cordialement, Jean Dupont-Exemple"),
        ("mail", "{0} mon mail : camille.exemple@courriel.test"),
        ("address", "{0} j'habite 12 bis rue des Lilas, 35700 Rennes"),
        ("plate told", "{0} la plaque est FL-823-ZK"),
        ("plate", "{0} (véhicule FL-823-ZK)"),
        ("IBAN", "{0} mon iban FR76 3000 6000 0112 3456 7890 189"),
        ("card", "{0} carte n° 4970 1000 0000 0154"),
        ("account", "{0} son insta c'est @lea_exemple77"),
        ("birth", "Je suis Mme Claire Bonnefoy, née le 12 mars 1985. {0}"),
        ("paper", "{0} ma carte d'identité est la 12AB34567"),
    ];

    public static IEnumerable<SignedQuestion> All() =>
        from question in FrozenQuestion.All() where question.Group != "none" from form in Forms select new SignedQuestion(form.Kind, question, string.Format(CultureInfo.InvariantCulture, form.Form, question.Text));
}
