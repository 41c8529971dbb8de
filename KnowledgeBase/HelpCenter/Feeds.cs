using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using BrigadeNumerique.KnowledgeBase.Search;
using Microsoft.AspNetCore.Http;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>What machines read of the help centre: the site map, the feed of changes, the rules for robots.</summary>
internal static class Feeds
{
    private const string AtomSpace = "http://www.w3.org/2005/Atom", MapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private const int Latest = 50;

    /// <summary>Every public page, sensitive ones too: who looks for help finds it. Pages past their date are left out, as they ask to be.</summary>
    public static IResult Map(HttpContext http, HelpSearch search, SiteAddress site)
    {
        var address = site.Of(http.Request);
        var published = search.Published;
        var today = search.Today;
        return Xml(http, "application/xml", xml =>
        {
            xml.WriteStartElement("urlset", MapSpace);
            WritePage(xml, address + "/aide");
            WritePage(xml, address + "/aide/facile");
            foreach (var topic in published.Topics.Where(topic => published.Articles.Any(article => article.Content.Theme == topic.Slug))) WritePage(xml, address + "/aide/rubrique/" + topic.Slug);
            foreach (var article in published.Articles.Where(article => article.MayBeAnswered(today)))
            {
                WritePage(xml, address + "/aide/" + article.Slug, FrenchText.Iso(article.Content.Updated));
                if (article.Content.Easy is not null) WritePage(xml, $"{address}/aide/{article.Slug}/facile", FrenchText.Iso(article.Content.Updated));
            }

            xml.WriteEndElement();
        });
    }

    /// <summary>The articles published last, as Atom: titles alone, so that a reader on a shared device shows no more than the help centre's own lists.</summary>
    public static IResult Changes(HttpContext http, HelpSearch search, SiteAddress site)
    {
        var address = site.Of(http.Request);
        var latest = search.Published.Articles.OrderByDescending(article => article.Revision).Take(Latest).ToList();
        return Xml(http, "application/atom+xml", xml =>
        {
            xml.WriteStartElement("feed", AtomSpace);
            xml.WriteAttributeString("xml", "lang", null, "fr");
            xml.WriteElementString("title", "Centre d’aide : nouveautés");
            xml.WriteElementString("id", address + "/aide");
            xml.WriteElementString("updated", Time(latest.Count > 0 ? latest[0].At : DateTimeOffset.UnixEpoch));
            WriteLink(xml, "self", address + "/aide/changements.xml");
            WriteLink(xml, "alternate", address + "/aide");
            xml.WriteStartElement("author");
            xml.WriteElementString("name", "Brigade numérique");
            xml.WriteEndElement();
            foreach (var article in latest)
            {
                xml.WriteStartElement("entry");
                xml.WriteElementString("title", article.Content.Question);
                xml.WriteElementString("id", $"{address}/aide/{article.Slug}#version-{article.Revision}");
                xml.WriteElementString("updated", Time(article.At));
                WriteLink(xml, "alternate", address + "/aide/" + article.Slug);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    /// <summary>What robots should leave alone: the pages of staff, what somebody searched, the exchange itself.</summary>
    public static IResult Robots(HttpContext http, SiteAddress site) => TypedResults.Text(
        $"User-agent: *\nDisallow: /aide/recherche\nDisallow: /aide/suggestions\nDisallow: /chat/\nDisallow: /v3/\nDisallow: /poste\nDisallow: /studio\nDisallow: /connexion\n\nSitemap: {site.Of(http.Request)}/sitemap.xml\n", "text/plain; charset=utf-8");

    private static void WritePage(XmlWriter xml, string address, string? changed = null)
    {
        xml.WriteStartElement("url");
        xml.WriteElementString("loc", address);
        if (changed is not null) xml.WriteElementString("lastmod", changed);
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static IResult Xml(HttpContext http, string type, Action<XmlWriter> write)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument();
            write(xml);
        }

        // The host may be the request's own: nobody may keep it for others.
        http.Response.Headers.CacheControl = "private, max-age=60";
        var body = bytes.ToArray();
        return TypedResults.Bytes(body, type + "; charset=utf-8", entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\""));
    }
}
