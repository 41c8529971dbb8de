using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange;
using BrigadeNumerique.KnowledgeBase.Exchange.Dila;

namespace BrigadeNumerique.Unit.KnowledgeBase.Exchange;

/// <summary>Sheets of a few lines in the form of the DILA, and how they are read.</summary>
internal static class SomeSheet
{
    public static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A sheet with this inside.</summary>
    public static string Xml(string inside, string id = "F100", string title = "Perdre ses clés", string date = "modified 2026-03-04", string theme = "Logement") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="{id}" type="Fiche d'information">
          <dc:title>{title}</dc:title>
          <dc:description>Que faire sans clés.</dc:description>
          <dc:date>{date}</dc:date>
          <dc:identifier>{id}</dc:identifier>
          <Audience>Particuliers</Audience>
          <Theme ID="N1"><Titre>{theme}</Titre></Theme>
          {inside}
        </Publication>
        """;

    /// <summary>The body of the article that a sheet with this inside becomes.</summary>
    public static string Body(string inside) => Read(Xml(inside)).Body;

    public static ArticleContent Read(string xml)
    {
        var reading = ReadAll(("f.xml", xml));
        Assert.Empty(reading.Faults);
        return Assert.Single(reading.Articles).Content;
    }

    /// <summary>Files of one folder.</summary>
    public static Reading ReadAll(params (string Name, string Xml)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("brigade-dila-");
        try
        {
            foreach (var (name, xml) in files) File.WriteAllText(Path.Combine(folder.FullName, name), xml);
            using var source = SourceFiles.Open(folder.FullName, DilaReader.Extension, DilaReader.Limit);
            return DilaReader.Read(source, Today, null, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
