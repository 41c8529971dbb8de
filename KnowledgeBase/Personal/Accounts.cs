using System.Text.RegularExpressions;

namespace BrigadeNumerique.KnowledgeBase.Personal;

/// <summary>Names on networks, in games, on markets: by their form, by their address, or after the words that announce them.</summary>
internal static partial class Accounts
{
    private const RegexOptions Quick = RegexOptions.CultureInvariant;

    public static IEnumerable<PersonalSpan> In(string text)
    {
        foreach (Match match in Links().Matches(text)) yield return Likely(match);
        foreach (Match match in Formed().Matches(text).Where(match => !IsUnderlined(match.Value))) yield return new(match.Index, match.Value.TrimEnd('.', '-').Length, PersonalKind.Account);
        if (Herald().IsMatch(text))
        {
            foreach (Match match in Called().Matches(text)) yield return Likely(match.Groups["n"]);
            foreach (Match match in Quoted().Matches(text)) yield return Likely(match.Groups["n"]);
            foreach (Match match in Announced().Matches(text)) yield return Extended(text, match.Groups["n"]);
            foreach (Match match in Told().Matches(text).Where(IsNoWord)) yield return Extended(text, match.Groups["n"]);
            foreach (Match match in Owned().Matches(text).Where(IsNoWord)) yield return Extended(text, match.Groups["n"]);
            foreach (Match match in Far().Matches(text).Where(match => IsOwn(match.Groups["n"].Value))) yield return Likely(match.Groups["n"]);
            foreach (Match match in Titled().Matches(text).Where(match => IsOwn(match.Groups["n"].Value) || Word().Count(match.Groups["n"].Value) > 1)) yield return Likely(match.Groups["n"]);
            foreach (Match match in Before().Matches(text).Where(match => !PublicWords.IsUsual(match.Groups["w"].Value))) yield return Likely(match.Groups["n"]);
        }

        foreach (Match match in Numbered().Matches(text).Where(match => !PublicWords.Has(match.Groups["w"].Value))) yield return Likely(match);
        foreach (Match match in Dotted().Matches(text).Where(match => Handle(text, match))) yield return Likely(match);
    }

    private static PersonalSpan Likely(Group group) => new(group.Index, group.Value.TrimEnd('.', '-', ' ').Length, PersonalKind.Account, Certain: false);

    /// <summary>With the words behind it that are none of ours: « lilou de kerzello 29 ».</summary>
    private static PersonalSpan Extended(string text, Group name)
    {
        var span = Likely(name);
        for (var more = 0; more < 3 && span.End == name.Index + name.Length && Next().Match(text, span.End) is { Success: true } next && (char.IsDigit(next.Groups["w"].Value[0]) || IsOwn(next.Groups["w"].Value)); more++)
        {
            span = span with { Length = next.Index + next.Length - span.Start };
            name = next;
        }

        return span;
    }

    /// <summary>« _urgent_ » is a word in italics.</summary>
    private static bool IsUnderlined(string text) => text.StartsWith('_') && PublicWords.IsUsual(text.Trim('_'));

    /// <summary>After « c’est » stands a name; after « est » a name, or what was done to the account.</summary>
    private static bool IsNoWord(Match match) => match.Groups["n"].Value.TrimEnd('.', '-') is var word && !PublicWords.Has(word) && !PublicWords.IsPublicName(word) && !(match.Groups["doubt"].Success && PublicWords.IsUsual(word));

    private static bool IsOwn(string words) => !PublicWords.IsPublicName(words) && Word().Matches(words).Any(word => !PublicWords.IsUsual(word.Value) && !PublicWords.IsPublicName(word.Value));

    /// <summary>« chloe.vtg » is a name, « volé.il » lacks a blank: where no network is near, neither half is a word of ours.</summary>
    private static bool Handle(string text, Match match)
    {
        var (left, right, more) = (match.Groups["l"].Value, match.Groups["r"].Value, match.Groups["more"].Success);
        var network = Network().IsMatch(text);
        if (network && more) return true;
        if (network || more) return !PublicWords.Has(right) || !PublicWords.Has(left);
        return !PublicWords.Has(right) && (!PublicWords.Has(left) || PublicWords.IsFirstName(left)) && right.Length < 5;
    }

    private const string Networks = @"insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|twitter|facebook|fb|messenger|discord|telegram|twitch|youtube|steam|psn|xbox|playstation|vinted|le\s?bon\s?coin|lbc|reddit|signal|skype|onlyfans|mym|meetic|tinder|badoo|grindr|wechat|viber|threads|bluesky|mastodon|kik|roblox|fortnite|minecraft|ebay|airbnb|paypal|lydia|linkedin|whatsapp|blablacar|wallapop|bereal|yubo|pinterest|epic(?:\s?games)?|riot|valorant|nintendo|gmail|hotmail|yahoo";

    /// <summary>What one is called on a network.</summary>
    private const string Nicknames = @"pseudo(?:nyme)?|psedo|psuedo|surnom|gamer\s?tag|user\s?name|login|nick(?:name)?|nom\s+d['’ ]?utilisat(?:eur|rice)|nom\s+de\s+(?:compte|profil)|(?:nombre\s+de\s+)?usuario|benutzername|(?:nome\s+)?utente|handle";

    /// <summary>Who has an account, or where it is.</summary>
    private const string Holders = @"identifiant|id|user|comptes?|profils?|accounts?|profile|perfil|cuenta|konto|page|groupe|boutique|serveur|canal|cha[îi]ne|vendeu(?:r|se)|acheteu(?:r|se)|annonceur|membre|joueu(?:r|se)|utilisat(?:eur|rice)";

    /// <summary>Of sites and files, which are no accounts.</summary>
    private const string Endings = "fr|com|net|org|eu|gouv|info|pdf|jpe?g|png|docx?|html?|mp[34]|php|io|be|ch|de|es|it|uk|re|nc|pf|yt|gp|mq|gf|tv|me|app|shop|store|online|site|xyz|biz";

    /// <summary>Addresses of profiles and of money boxes.</summary>
    [GeneratedRegex(@"\b(?:t\.me|telegram\.me|wa\.me|m\.me|fb\.me|fb\.com|discord\.gg|linktr\.ee|paypal\.me|revolut\.me|youtu\.be|mym\.fans|vm\.tiktok\.com|lydia-app\.com|steamcommunity\.com|bsky\.app|cash\.app|(?:[a-z]{1,3}(?:-[a-z]{2})?\.)?(?:patreon|ko-fi|vk|tumblr|github|facebook|instagram|tiktok|twitter|x|snapchat|linkedin|vinted|leboncoin|youtube|twitch|kick|onlyfans|threads|reddit|ebay|airbnb|discord|telegram|pinterest|leetchi|lepotcommun|gofundme|soundcloud|blablacar|wallapop)\.(?:com|fr|net|tv|org))/[\p{L}\d_.@/?=&%+~-]{2,80}", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Links();

    /// <summary>@x, x#1234, u/x, wallets, words with an underscore.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d.@])(?:@(?=[\p{L}\d_.-]*\p{L})[\p{L}\d_.][\p{L}\d_.-]{1,40}|@[ ](?!(?:sur|la|le|les|un|une|chez|dans|du|de|des)\b)(?=[\p{L}\d_.-]*\p{L})[\p{L}\d][\p{L}\d_.-]{2,40})|(?<![\p{L}\d])[\p{L}\d_.]{3,32}[ ]?#\d{3,5}\b|(?<![\p{L}\d])[ur]/[\p{L}\d_-]{3,30}|\blive:[\p{L}\d._-]{3,40}|\bSTEAM_\d:\d:\d{3,12}|(?<=\barobase\s)[\p{L}\d_.-]{3,40}|(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])|(?<![\p{L}\d_@.])_*[\p{L}\d]+(?:[_][\p{L}\d.-]*)+(?<=[\p{L}\d]_?[\p{L}\d_.-]{2})|(?<![\p{L}\d_@.])_+[\p{L}\d][\p{L}\d.-]{1,30}|\b0x[\da-f]{20,64}\b|\bbc1[a-z\d]{20,64}\b|(?<![\p{L}\d])(?-i:[13][A-HJ-NP-Za-km-z1-9]{25,34})(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Formed();

    /// <summary>« se fait appeler Ange Noir », « sous le pseudo Petit Loup 62 »: words with capitals.</summary>
    [GeneratedRegex(@"\b(?:se\s+fai(?:t|sait)\s+(?:appeler|nommer|passer\s+pour)|sous\s+le\s+(?:nom|pseudo(?:nyme)?|surnom|nick)(?:\s+d[e'’])?|(?:" + Nicknames + @")\s*(?:c['’ ]?est|est|:|=)?)\s*[«""“]?\s*(?<n>(?-i:\p{Lu}[\p{L}\d_.'’-]*(?:[ ](?:(?:de|du|des|la|le|les|of|the)[ ])*\p{Lu}[\p{L}\d_.'’-]*){0,4}(?:[ ]\d{1,4}\b)?))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Called();

    /// <summary>Between quotation marks after an account, a seller or a network.</summary>
    [GeneratedRegex(@"\b(?:" + Nicknames + @"|" + Holders + "|poste|publie|" + Networks + @")\b[^.!?\n«""“‘]{0,30}(?:[«""“]\s*(?<n>[^»""”\n]{2,40}?)\s*[»""”]|(?:‘|(?<=\s)')(?<n>[\p{L}\d_. -]{2,40}?)['’](?!\p{L}))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Quoted();

    /// <summary>After a network or the word for a name there, what no word is: with a digit, a point, a dash or a capital within.</summary>
    [GeneratedRegex(@"\b(?:" + Nicknames + @"|" + Holders + "|" + Networks + @")\b(?:[^.!?\n]{0,30}?(?:\s+(?:c['’ ]?\s?est|[ée]tait|est|is|es|ist|[àa]|de|par)\s+|\s*[:=>→«""“(]\s*|\s+))[«""“]?\s*(?<n>(?=[^\s»""”,;:!?]*(?:\d|\p{L}[._][\p{L}\d]|-[\p{L}\d]*\d|(?-i:\p{Ll}\p{Lu})))(?=[^\s»""”,;:!?]*\p{L})[\p{L}\d_.-]{3,40})(?![\p{L}\d€%°])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Announced();

    /// <summary>After « c’est » or a colon behind a network any word that is no common one.</summary>
    [GeneratedRegex(@"\b(?:(?:" + Nicknames + @"|identifiant|" + Networks + @")\s*(?:,?\s*c['’ ]?\s?est|(?<doubt>[ée]tait|\s+est|\s+is|\s+es|\s+ist)|:|=|→|\((?=[\p{L}\d_.-]+\)))|\b(?<doubt>comptes?|profils?|id)(?:\s+(?-i:\p{Lu}\p{L}*))?\s*(?:,?\s*c['’ ]?\s?est|:|=|→))\s*(?<n>[\p{L}][\p{L}\d_.-]{2,40})(?![\p{L}\d/'’])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Told();

    /// <summary>« pseudo discord jdupontel », « sous le pseudo de darkangell », « mon snap leaaa, »: right behind it, and nothing else of the sentence.</summary>
    [GeneratedRegex(@"\b(?<doubt>(?:" + Nicknames + @")(?:\s+(?:(?:de|du|sur|d['’])\s*)?(?:" + Networks + @"))?\s+(?:de\s+|d['’])?|sous\s+(?:le\s+nom|l['’]identit[ée])\s+(?:de\s+|d['’])|se\s+fai(?:t|sait)\s+(?:appeler|nommer|passer\s+pour)\s+|connue?\s+comme\s+|(?:alias|aka)\s+|(?:mon|son|ton|leur|identifiant)\s+(?:compte\s+)?(?:" + Networks + @")\s+)(?<n>[\p{L}][\p{L}\d_.-]{3,40})(?=\s*(?:[,;.!?)]|$|\s(?:et|il|elle|on|qui|sur|si|pour|je|j['’]|me|m['’]|a|est|menace)\b))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Owned();

    /// <summary>« le compte insta de mon ex : marieloune », « ajoutez kyliannou sur snap », « snap dark-vadorr ».</summary>
    [GeneratedRegex(@"\b(?:" + Nicknames + "|" + Networks + @")\b[^.!?\n:]{1,30}:\s*(?<n>[\p{L}][\p{L}\d_.-]{2,40})(?=\s*(?:[,;.!?)]|$))|\b(?:c['’ ]?est|je\s+suis|ajoute[rsz]?|appelle|contre|par|chez|bloqu\w+|signal\w+)\s+(?<n>[\p{L}][\p{L}\d_.-]{3,30})\s+sur\s+(?:" + Networks + @")\b|\b(?:" + Nicknames + "|" + Networks + @")\s+(?<n>\p{L}{2,20}(?:-\p{L}{2,20})+)(?![\p{L}\d-])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Far();

    /// <summary>« la page Facebook Les Potins de Lens 62 ».</summary>
    [GeneratedRegex(@"\b(?:page|groupe|comptes?|profils?|cha[îi]ne|boutique|serveur|canal|vendeu(?:r|se)|acheteu(?:r|se))\s+(?:" + Networks + @")\s+(?<n>(?-i:\p{Lu}[\p{L}\d_.'’-]*(?:[ ](?:(?:de|du|des|la|le|les|of|the|et|&)[ ])*[\p{Lu}\d][\p{L}\d_.'’-]*){0,5}))", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Titled();

    [GeneratedRegex(@"\G[ ](?:(?:de|du|des|la|le|les)[ ])*(?<w>\p{L}[\p{L}\d_-]{2,30}|\d{2,4}(?=[ ]*(?:$|[,;.!?)]|\p{L})))(?![\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Next();

    [GeneratedRegex(@"\p{L}+", Quick)]
    private static partial Regex Word();

    /// <summary>« kev33 sur leboncoin », « toto-du-62 dans Fortnite ».</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?<n>(?<w>\p{L}{3,20})(?=[\p{L}\d.-]*\d)[\p{L}\d.-]{1,20})\s+(?:sur|dans|via|de|on)\s+(?:" + Networks + @")\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Before();

    /// <summary>« GrandePerche88 »: a word that no article has, and digits.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d@./_-])(?<w>\p{L}{5,24})\d{2,5}(?![\p{L}\d@/_-])", Quick)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<![\p{L}\d@./_:-])(?<l>\p{L}{3,20})\.(?!(?:" + Endings + @")\b)(?<r>\p{L}{2,20})(?:(?<more>\.(?!(?:" + Endings + @")\b)[\p{L}\d]{1,20}){1,4}|\d{1,4})?(?![\p{L}\d@/_-]|\.[\p{L}\d])", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Dotted();

    /// <summary>Without any of these there is nothing to look for behind them.</summary>
    [GeneratedRegex(@"\b(?:" + Networks + "|" + Nicknames + "|" + Holders + @"|poste|publie|se\s+fai(?:t|sait)|sous\s+l[e'’]?|alias|aka|connue?)\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Herald();

    [GeneratedRegex(@"\b(?:" + Networks + @"|pseudo(?:nyme)?|compte|profil)\b", RegexOptions.IgnoreCase | Quick)]
    private static partial Regex Network();
}
