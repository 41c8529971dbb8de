using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Masking;

/// <summary>Names on networks, in games, on markets: by their form, by their address, or after the words that announce them.</summary>
internal static partial class Accounts
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    public static IEnumerable<(int Start, int Length)> In(string text)
    {
        foreach (Match match in Formed().Matches(text)) yield return (match.Index, match.Value.TrimEnd('.', '-', '_').Length);
        foreach (Match match in Called().Matches(text)) yield return (match.Groups["n"].Index, match.Groups["n"].Value.TrimEnd('.', ' ').Length);
        foreach (Match match in Quoted().Matches(text)) yield return (match.Groups["n"].Index, match.Groups["n"].Length);
        foreach (Match match in Announced().Matches(text)) yield return (match.Groups["n"].Index, match.Groups["n"].Value.TrimEnd('.', '-').Length);
        foreach (Match match in Told().Matches(text).Where(match => !PublicWords.Has(match.Groups["n"].Value))) yield return (match.Groups["n"].Index, match.Groups["n"].Value.TrimEnd('.', '-').Length);
        foreach (Match match in Numbered().Matches(text).Where(match => !PublicWords.Has(match.Groups["w"].Value))) yield return (match.Index, match.Length);
        foreach (Match match in Dotted().Matches(text).Where(match => Handle(text, match))) yield return (match.Index, match.Length);
    }

    /// <summary>« chloe.vtg » is a name, « volé.il » lacks a blank: where no network is near, neither half is a word of ours.</summary>
    private static bool Handle(string text, Match match)
    {
        var (left, right) = (match.Groups["l"].Value, match.Groups["r"].Value);
        if (Network().IsMatch(text)) return !PublicWords.Has(right) || !PublicWords.Has(left);
        return !PublicWords.Has(right) && (!PublicWords.Has(left) || PublicWords.IsFirstName(left)) && right.Length < 5;
    }

    private const string Networks = @"insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|facebook|fb|messenger|discord|telegram|twitch|youtube|steam|psn|xbox|playstation|vinted|le\s?bon\s?coin|lbc|reddit|signal|skype|onlyfans|mym|meetic|tinder|badoo|grindr|wechat|viber|threads|bluesky|mastodon|kik|roblox|fortnite|minecraft|ebay|airbnb|paypal|lydia|linkedin|whatsapp";

    /// <summary>@x, x#1234, u/x, addresses of profiles, wallets, words with an underscore.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.@])@[ ]?(?=[\p{L}\d_.-]*\p{L})[\p{L}\d][\p{L}\d_.-]{2,40}|(?<![\p{L}\d])[\p{L}\d_.]{3,32}[ ]?#\d{3,5}\b|\b(?:t\.me|telegram\.me|wa\.me|m\.me|fb\.me|fb\.com|discord\.gg|linktr\.ee|paypal\.me|youtu\.be|mym\.fans|(?:www\.|fr\.|m\.)?(?:facebook|instagram|tiktok|twitter|x|snapchat|linkedin|vinted|leboncoin|youtube|twitch|onlyfans|threads|reddit|ebay|airbnb|discord|telegram|pinterest)\.(?:com|fr|net|tv|org))/[\p{L}\d_.@/?=&%+-]{2,80}|(?<![\p{L}\d])[ur]/[\p{L}\d_-]{3,30}|(?<![\p{L}\d_@.])[\p{L}\d]+(?:[_][\p{L}\d.-]*)+(?<=[\p{L}\d]_?[\p{L}\d_.-]{2})|\b0x[\da-f]{20,64}\b|\bbc1[a-z\d]{20,64}\b|(?<![\p{L}\d])(?-i:[13][A-HJ-NP-Za-km-z1-9]{25,34})(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Formed();

    /// <summary>« se fait appeler Ange Noir », « sous le pseudo Petit Loup »: words with capitals.</summary>
    [GeneratedRegex(@"\b(?:se\s+fai(?:t|sait)\s+(?:appeler|nommer|passer\s+pour)|sous\s+le\s+(?:nom|pseudo(?:nyme)?|surnom|nick)(?:\s+d[e'’])?|(?:pseudo(?:nyme)?|surnom|nick(?:name)?|gamertag)\s*(?:c['’ ]?est|est|:|=)?)\s*[«""“]?\s*(?<n>(?-i:\p{Lu}[\p{L}\d_.'’-]*(?:[ ](?:(?:de|du|des|la|le|les|of|the)[ ])*\p{Lu}[\p{L}\d_.'’-]*){0,4}))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Called();

    /// <summary>Between quotation marks after an account, a seller or a network.</summary>
    [GeneratedRegex(@"\b(?:pseudo(?:nyme)?|surnom|identifiant|login|user(?:name)?|comptes?|profils?|page|cha[îi]ne|vendeu(?:r|se)|acheteu(?:r|se)|annonceur|membre|joueu(?:r|se)|utilisat(?:eur|rice)|poste|publie|" + Networks + @")\b[^.!?\n«""“]{0,30}[«""“]\s*(?<n>[^»""”\n]{2,40}?)\s*[»""”]", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Quoted();

    /// <summary>After a network or the word for a name there, what no word is: with a digit, a point, a dash or a capital within.</summary>
    [GeneratedRegex(@"\b(?:pseudo(?:nyme)?|psedo|surnom|identifiant|login|user(?:name)?|nick(?:name)?|gamertag|comptes?|profils?|cha[îi]ne|vendeu(?:r|se)|acheteu(?:r|se)|annonceur|" + Networks + @")\b(?:[^.!?\n]{0,30}?(?:\s+(?:c['’ ]?\s?est|[ée]tait|est|is|es|ist|[àa]|de|par)\s+|\s*[:=>→«""“]\s*|\s+))[«""“]?\s*(?<n>(?=[^\s»""”,;:!?]*(?:\d|\p{L}[._][\p{L}\d]|-[\p{L}\d]*\d|(?-i:\p{Ll}\p{Lu})))(?=[^\s»""”,;:!?]*\p{L})[\p{L}\d_.-]{3,40})(?![\p{L}\d€%°])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Announced();

    /// <summary>After « c’est » or a colon behind a network any word that the articles have not.</summary>
    [GeneratedRegex(@"\b(?:pseudo(?:nyme)?|psedo|surnom|gamertag|user(?:name)?|login|" + Networks + @")\s*(?:c['’ ]?\s?est|[ée]tait|\s+est|\s+is|\s+es|:|=|→)\s*(?<n>[\p{L}][\p{L}\d_.-]{2,40})(?![\p{L}\d/])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Told();

    /// <summary>« GrandePerche88 »: a word that no article has, and digits.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?<w>\p{L}{5,24})\d{2,5}(?![\p{L}\d@/_-])", Quick)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<![\p{L}\d@./_:-])(?<l>\p{L}{3,20})\.(?!(?:fr|com|net|org|eu|gouv|info|pdf|jpe?g|png|docx?|html?|mp[34]|php|io|be|ch|de|es|it|uk|re|nc|pf|yt|gp|mq|gf|tv|me|app|shop|store|online|site|xyz|biz)\b)(?<r>\p{L}{2,20})(?:\.\p{L}{2,20}|\d{1,4})?(?![\p{L}\d@./_-])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b(?:" + Networks + @"|pseudo(?:nyme)?|compte|profil)\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Network();
}
