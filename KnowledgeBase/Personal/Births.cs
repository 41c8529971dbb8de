using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Dates of birth: those that are called so, and whole dates that are long past.</summary>
internal static partial class Births
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    public static IEnumerable<PersonalSpan> In(string text)
    {
        foreach (Match match in Told().Matches(text)) yield return new(match.Groups["d"].Index, match.Groups["d"].Length, PersonalKind.BirthDate);
        if (!Numbers.AnyDigit(text)) yield break;
        foreach (Match match in Old().Matches(text)) yield return new(match.Index, match.Length, PersonalKind.BirthDate, Certain: false);
    }

    [GeneratedRegex(@"(?:\bn[ée]e?s?\s*(?:\(e\)\s*)?(?:\p{Lu}[\p{L}-]+\s+)?(?:le\s*:?|en|:|(?=\d))|\bnaissance\s*[:,]?\s*(?:c['’]?est\s+)?(?:le\s+)?|\banniversaire\s*(?:c['’]?est\s+|est\s+|:)?\s*(?:le\s+)?|\bdate\s+de\s+naissance\s*(?:est\s+(?:le\s+)?|:|,)?|\bddn\s*:?|\bborn\s+(?:on|in)?|\bdate\s+of\s+birth\s*(?:is|:)?|\bdob\s*:?|\bnac(?:[íi]|ido|ida)\s+el|\bfecha\s+de\s+nacimiento\s*(?:es|:)?|\bgeboren\s+am|\bnat[oa]\s+il)\s*(?<d>(?:0?[1-9]|[12]\d|3[01]|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ](?:sept|huit|neuf)|vingt(?:[- ](?:et[- ]une?|deux|trois|quatre|cinq|six|sept|huit|neuf))?|trente(?:[- ]et[- ]une?)?)(?:er)?\s*(?:[ ./-]|de\s)\s*(?:0?[1-9]|1[0-2]|[\p{L}]{3,10}\.?)\s*(?:[ ./,-]|de\s)\s*(?:(?:19|20)?\d{2}\b|mil(?:le)?\s+neuf\s+cents?(?:[ -](?:et|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante)\b){1,4}|deux[- ]mille(?:[- ](?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix[- ](?:sept|huit|neuf)|vingt)\b)?)|(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)\s+(?:19|20)\d{2}\b|(?:19|20)\d{2}-\d{2}-\d{2}|[\p{L}]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2})", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Told();

    /// <summary>A whole date so long ago that it is somebody's birth.</summary>
    [GeneratedRegex(@"(?<![\d/.-])(?:(?:0?[1-9]|[12]\d|3[01])(?:er)?\s*(?:[ ./-]|de\s)\s*(?:0?[1-9]|1[0-2]|janv(?:ier)?|f[ée]v(?:rier)?|mars|avril|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)\.?\s*(?:[ ./-]|de\s)\s*(?:19\d{2}|200\d|201[0-4])|(?:19\d{2}|200\d|201[0-4])-\d{2}-\d{2}|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/[3-9]\d(?!/|[ ]\d))(?!\d)", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Old();
}
