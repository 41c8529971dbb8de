using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

// What a sentence denies, allows, demands and makes depend on something.
internal sealed partial class EvidenceReader
{
    /// <summary>« ne… pas », « peut », « doit » and who does it, at words that both have.</summary>
    private void Denials()
    {
        var (denied, undenied, weakDenied, weakUndenied, toVous, fromVous) = (0, 0, 0, 0, 0, 0);
        var (mayLost, mayCame, mustCame, otherSubject, either) = (0, 0, 0, 0, 0);
        foreach (var (word, original, _, all) in aligned.Where(pair => !pair.Said.Light || Predicates.Contains(pair.Said.Root)))
        {
            var plainThere = all.TrueForAll(token => token.Polarity is Polarity.Plain);
            var deniedThere = all.TrueForAll(token => token.Polarity is Polarity.Denied);
            if (word.Polarity is Polarity.Denied && plainThere) (denied, weakDenied) = word.Light ? (denied, weakDenied + 1) : (denied + 1, weakDenied);
            if (word.Polarity is Polarity.Plain && deniedThere) (undenied, weakUndenied) = word.Light ? (undenied, weakUndenied + 1) : (undenied + 1, weakUndenied);
            if ((word.Polarity is Polarity.Denied && plainThere) || (word.Polarity is Polarity.Plain && deniedThere)) marks.Add("why:" + word.Form);
            if (word.Light) continue;
            if (word.Polarity is Polarity.Either != all.Exists(token => token.Polarity is Polarity.Either)) either++;
            if (word.Modal == 'm' && all.TrueForAll(token => token.Modal == 'u')) mayCame++;
            if (word.Modal == 'u' && all.TrueForAll(token => token.Modal == 'm')) mustCame++;
            if (word.Modal == ' ' && all.TrueForAll(token => token.Modal == 'm')) mayLost++;
            var (here, there) = (word.Form, original.Form);
            if (here.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(there)) toVous++;
            if (there.EndsWith("ez", StringComparison.Ordinal) && ThirdPerson(here)) fromVous++;
            if (here != there && here.Length > 3 && there.Length > 3) marks.Add($"turn:{here[^2..]}>{there[^2..]}");
            if (SubjectIn(said, word) is { } subject && reads.Select(read => SubjectIn(read, original)).FirstOrDefault(one => one is not null) is { } givenSubject && subject != givenSubject && IsVerb(here) && IsVerb(there)) otherSubject++;
        }

        var (negations, negationsGiven) = (TurnsOfPhrase.Denials(said.Folded), reads.Sum(read => TurnsOfPhrase.Denials(read.Folded)));
        Say("denied", denied);
        Say("not denied", undenied);
        Say("weak denied", weakDenied);
        Say("weak not denied", weakUndenied);
        Say("negations", negations);
        Say("negations given", negationsGiven);
        Say("more negations", negations - negationsGiven);
        Say("denials", denied + undenied + weakDenied + weakUndenied);
        Say("either", either);
        Say("may came", mayCame);
        Say("must came", mustCame);
        Say("may lost", mayLost);
        Say("to vous", toVous);
        Say("from vous", fromVous);
        Say("other subject", otherSubject);
        Say("may", (said.SaysMay ? 1 : 0) - (reads.Exists(read => read.SaysMay) ? 1 : 0));
        Say("must", (said.SaysMust ? 1 : 0) - (reads.Exists(read => read.SaysMust || read.Commands) ? 1 : 0));
        Say("must said", said.SaysMust && !reads.Exists(read => read.SaysMust) ? 1 : 0);
        Say("must without need", said.SaysMust && !NoNeed().IsMatch(said.Folded) && near.Exists(unit => NoNeed().IsMatch(unit.Read.Folded)) ? 1 : 0);
        Say("commands", (said.Commands ? 1 : 0) - (reads.Exists(read => read.Commands) ? 1 : 0));
    }

    private void Turns()
    {
        foreach (var (name, pattern) in TurnsOfPhrase.All)
        {
            // « Vous avez 18 ans ? Portez plainte » is « si vous avez 18 ans, portez plainte »; so is what stands below a heading.
            var asked = name is "if" or "when" && chosen.Exists(unit => unit.IsPoint || unit.Read.Forms.Any(form => form is "?" or ":"));
            var (here, there) = (pattern.IsMatch(said.Folded), asked || reads.Exists(read => pattern.IsMatch(read.Folded)));
            Say(name + " came", here && !there ? 1 : 0);
            Say(name + " went", !here && there && !asked ? 1 : 0);
        }

        Say("quantifiers", Quantifiers.Refuse(said, reads) ? 1 : 0);
        Say("modals", Modals.Refuse(said, reads) ? 1 : 0);
        Say("sequence", Sequence.Refuses(said, cited) ? 1 : 0);
    }

    /// <summary>Conditions of the carrier that the sentence does not have, and its own that the carrier does not have.</summary>
    private void Conditions()
    {
        Say("conditions dropped", reads.Select(read => Missing(read.Folded, said)).DefaultIfEmpty(0).Max());
        Say("conditions made up", TurnsOfPhrase.ConditionsOf(said.Folded).Select(condition => Uncovered(condition, token => reads.Exists(read => Support.Says(read, said, token)))).DefaultIfEmpty(0).Max());

        double Missing(string folded, Reading by) => TurnsOfPhrase.ConditionsOf(folded).Select(condition => Uncovered(condition, token => Support.Says(by, by, token))).DefaultIfEmpty(0).Max();

        static double Uncovered(string condition, Func<Token, bool> covered)
        {
            var words = Reading.Of(condition).Tokens.Where(token => token.Length == 1 && (!token.Light || IsNumber(token))).ToList();
            return words.Count == 0 ? 0 : words.Average(token => covered(token) ? 0.0 : 1.0);
        }
    }

    /// <summary>Whose doing a word is: « vous », or the word of sense before it in its clause.</summary>
    private static string? SubjectIn(Reading read, Token word)
    {
        for (var at = word.Place - 1; at >= 0 && at > word.Place - 8; at--)
        {
            if (at >= read.Forms.Count || Reading.Stops(read.Forms[at])) break;
            if (read.Forms[at] is "vous" && !word.Form.EndsWith("ez", StringComparison.Ordinal)) continue;
            var token = read.Tokens.FirstOrDefault(token => token.Place == at && token.Length == 1);
            if (token.Form is not null && !token.Light) return token.Root;
        }

        return word.Form.EndsWith("ez", StringComparison.Ordinal) ? "vous" : null;
    }

    private static bool IsVerb(string form) => form.EndsWith("ez", StringComparison.Ordinal) || form.EndsWith('e') || form.EndsWith("ent", StringComparison.Ordinal) || form.EndsWith('t');

    private static bool ThirdPerson(string form) => form.EndsWith('e') || form.EndsWith("ent", StringComparison.Ordinal) || form.EndsWith('t') || form.EndsWith('a');

    [GeneratedRegex(@"\b(?:pas|plus|aucun|jamais)\s+(?:besoin|necessaire|obligatoire|obligee?s?|tenue?s?|exigee?s?)\b|\binutile\b|\bfacultati\w+|\bvous\s+n'avez\s+pas\s+a\b", RegexOptions.CultureInvariant)]
    private static partial Regex NoNeed();
}
