using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Unit.KnowledgeBase.Exchange;

public sealed class DilaMappingTests
{
    [Fact]
    public void TheHeadOfASheetGivesTitleBriefDatesAddressHeadingAndOrigin()
    {
        var reading = SomeSheet.ReadAll(("f.xml", SomeSheet.Xml("<Texte><Paragraphe>Appelez.</Paragraphe></Texte>", "F12544", "Perdre ses clés à l’étranger", theme: "Argent - Impôts")));

        var article = Assert.Single(reading.Articles);
        Assert.Equal("f12544-perdre-ses-cles-a-l-etranger", article.Slug);
        Assert.Equal(("argent-impots", "Argent - Impôts"), (article.Topic!.Slug, article.Topic.Title));
        var content = article.Content;
        Assert.Equal(("Perdre ses clés à l’étranger", "Que faire sans clés.", "Appelez."), (content.Question, content.Short, content.Body));
        Assert.Equal((new DateOnly(2026, 3, 4), SomeSheet.Today.AddDays(365)), (content.Updated, content.ValidUntil));
        Assert.Equal(("argent-impots", "F12544", "dila:F12544"), (content.Theme, content.LegalSource, content.Origin!.Id));
        Assert.Contains("DILA", content.Source, StringComparison.Ordinal);
        Assert.Equal("https://www.service-public.gouv.fr/particuliers/vosdroits/F12544", content.Links[0].Url);
    }

    [Fact]
    public void ALongTitleIsCutBetweenWordsAtEightyCharacters()
    {
        var reading = SomeSheet.ReadAll(("f.xml", SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>", title: string.Join(' ', Enumerable.Repeat("anticonstitutionnellement", 6)))));

        Assert.Equal("f100-anticonstitutionnellement-anticonstitutionnellement", Assert.Single(reading.Articles).Slug);
    }

    [Fact]
    public void SituationsChaptersAndSubChaptersAreHeadingsInTheirOrder()
    {
        var body = SomeSheet.Body("""
            <Introduction><Texte><Paragraphe>Début.</Paragraphe></Texte></Introduction>
            <ListeSituations affichage="onglet"><Titre>Vous êtes</Titre>
              <Situation><Titre>Locataire</Titre><Texte><Chapitre><Titre><Paragraphe>Prévenir</Paragraphe></Titre><Paragraphe>Le bailleur.</Paragraphe>
                <SousChapitre><Titre><Paragraphe>Par écrit</Paragraphe></Titre><Paragraphe>Une lettre.</Paragraphe></SousChapitre></Chapitre></Texte></Situation>
              <Situation><Titre>Propriétaire</Titre><Texte><Paragraphe>Rien.</Paragraphe></Texte></Situation>
            </ListeSituations>
            """);

        Assert.Equal(
            ["Début.", "**Vous êtes**", "## Situation\u00A0: Locataire", "### Prévenir", "Le bailleur.", "#### Par écrit", "Une lettre.", "## Situation\u00A0: Propriétaire", "Rien."],
            body.Split("\n\n"));
    }

    [Fact]
    public void WhatFollowsConditionalCasesStandsOutsideThemAndCasesWithinACaseStandInside()
    {
        var body = SomeSheet.Body("""
            <Texte><Chapitre><Titre>Délai</Titre>
              <BlocCas affichage="radio">
                <Cas><Titre>Vous avez une assurance</Titre><Paragraphe>2 jours.</Paragraphe>
                  <BlocCas affichage="radio"><Cas><Titre>Vol</Titre><Paragraphe>Portez plainte.</Paragraphe></Cas></BlocCas></Cas>
                <Cas><Titre>Cas général</Titre><Liste type="puce"><Item><Paragraphe>un</Paragraphe></Item><Item><Paragraphe>deux</Paragraphe></Item></Liste></Cas>
              </BlocCas>
              <Paragraphe>Dans tous les cas, gardez la facture.</Paragraphe>
            </Chapitre></Texte>
            """);

        Assert.Equal(
            """
            ## Délai

            - **Vous avez une assurance**

              2 jours.

              - **Vol**

                Portez plainte.

            - **Cas général**

              - un
              - deux

            Dans tous les cas, gardez la facture.
            """.ReplaceLineEndings("\n"), body);
    }

    [Fact]
    public void LinksLeadToTheOfficialSiteAndWordsOfTheGlossaryAreExplainedAtTheEnd()
    {
        var body = SomeSheet.Body("""
            <Texte><Paragraphe>Voir <LienInterne LienPublication="F200" audience="Particuliers">la fiche [serrure]</LienInterne>, <LienInterne LienPublication="F300" audience="Professionnels">celle-ci</LienInterne>,
              <LienExterne URL="https://www.exemple.fr/a(b)">ce site</LienExterne>, <LienExterne URL="javascript:alert(1)">ou rien</LienExterne>, la <LienIntra LienID="R1">caution</LienIntra> et la <LienInterne LienPublication="R2" type="Sigle">CAF</LienInterne>.</Paragraphe></Texte>
            <Definition ID="R1"><Titre>Caution</Titre><Texte><Paragraphe>Somme gardée.</Paragraphe></Texte></Definition>
            <Abreviation ID="R2" type="Sigle"><Titre>CAF</Titre><Texte><Paragraphe>Caisse</Paragraphe></Texte></Abreviation>
            """);

        Assert.StartsWith(
            @"Voir [la fiche \[serrure\]](https://www.service-public.gouv.fr/particuliers/vosdroits/F200), [celle-ci](https://entreprendre.service-public.gouv.fr/vosdroits/F300), [ce site](https://www.exemple.fr/a%28b%29), ou rien, la caution et la CAF.",
            body, StringComparison.Ordinal);
        Assert.EndsWith("## Mots à connaître\n\n- **Caution**\u00A0: Somme gardée.\n- **CAF**\u00A0: Caisse", body, StringComparison.Ordinal);
    }

    [Fact]
    public void WhereToGoServicesReferencesAndRelatedSheetsAreSections()
    {
        var content = SomeSheet.Read(SomeSheet.Xml("""
            <Texte><Paragraphe>x</Paragraphe></Texte>
            <OuSAdresser ID="R3"><Titre>Mairie</Titre><Complement>Pour l’acte</Complement><PivotLocal>mairie</PivotLocal></OuSAdresser>
            <OuSAdresser ID="R4"><Titre>Serrurier</Titre><RessourceWeb URL="https://www.exemple.fr/"/></OuSAdresser>
            <ServiceEnLigne ID="R5" URL="https://www.exemple.gouv.fr/s" type="Formulaire" numerocerfa="10170*07"><Titre>Déclarer</Titre></ServiceEnLigne>
            <Reference type="Texte de référence" URL="https://www.legifrance.gouv.fr/c"><Titre>Code civil</Titre><Complement>article 1</Complement></Reference>
            <VoirAussi important="non"><Fiche ID="F7" audience="Particuliers"><Titre>Vol de clés</Titre><Theme ID="N1"><Titre>Logement</Titre></Theme></Fiche></VoirAussi>
            """));

        Assert.Contains("## Où s’adresser\n\n- Mairie ([annuaire](https://lannuaire.service-public.gouv.fr/))\u00A0: Pour l’acte\n- [Serrurier](https://www.exemple.fr/)", content.Body, StringComparison.Ordinal);
        Assert.Contains(@"- [Déclarer](https://www.exemple.gouv.fr/s) (formulaire, cerfa n° 10170\*07)", content.Body, StringComparison.Ordinal);
        Assert.Contains("- [Code civil](https://www.legifrance.gouv.fr/c)\u00A0: article 1", content.Body, StringComparison.Ordinal);
        Assert.Contains("- [Vol de clés](https://www.service-public.gouv.fr/particuliers/vosdroits/F7)", content.Body, StringComparison.Ordinal);
        Assert.Contains(content.Links, link => link is { Url: "https://www.exemple.gouv.fr/s", Label: "Déclarer" });
    }

    [Fact]
    public void TablesBecomeLinesThatNameTheirColumns()
    {
        var body = SomeSheet.Body("""
            <Texte><Tableau><Titre>Tarifs</Titre><Colonne largeur="50" type="normal"/>
              <Rangée type="header"><Cellule>Âge</Cellule><Cellule>Prix</Cellule></Rangée>
              <Rangée type="normal"><Cellule>18 ans</Cellule><Cellule><Paragraphe><Valeur>20 €</Valeur></Paragraphe></Cellule></Rangée></Tableau></Texte>
            """);

        Assert.Equal("**Tarifs**\n\n- **Âge**\u00A0: 18 ans\u00A0; **Prix**\u00A0: 20 €", body);
    }

    [Fact]
    public void NotesAreQuotationsAndABareNumberIsNeverInBoldForItWouldBeDialled()
    {
        var body = SomeSheet.Body("""
            <Texte><Attention><Titre>Attention</Titre><Paragraphe>en <MiseEnEvidence>300</MiseEnEvidence> jours, <MiseEnEvidence>pas plus</MiseEnEvidence>.</Paragraphe></Attention></Texte>
            """);

        Assert.Equal("> **Attention**\u00A0: en 300 jours, **pas plus**.", body);
    }

    [Theory]
    [InlineData("1. Un début", @"1\. Un début")]
    [InlineData("- tiret", @"\- tiret")]
    [InlineData("# croix", @"\# croix")]
    [InlineData("a * b &lt;script&gt; `c`", @"a \* b \<script> \`c\`")]
    [InlineData("1<Exposant>er</Exposant> m<Exposant>2</Exposant>", "1er m²")]
    [InlineData("une<MiseEnEvidence/><LienIntra>fiche</LienIntra>", "une fiche")]
    public void WordsAreShownAsTheyAre(string inside, string markdown)
    {
        Assert.Equal(markdown, SomeSheet.Body($"<Texte><Paragraphe>{inside}</Paragraphe></Texte>"));
    }

    [Fact]
    public void RelatedQuestionsAreOtherWaysToAskUnlessTheirOwnSheetIsThere()
    {
        const string Questions = """<Texte><Paragraphe>x</Paragraphe></Texte><QuestionReponse ID="F201">Qui paie le serrurier ?</QuestionReponse><QuestionReponse ID="F202">Et la nuit ?</QuestionReponse>""";

        var reading = SomeSheet.ReadAll(("a.xml", SomeSheet.Xml(Questions)), ("b.xml", SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>", "F202", "Et la nuit ?")));

        var article = reading.Articles.Single(article => article.Slug.StartsWith("f100-", StringComparison.Ordinal));
        Assert.Equal(["Qui paie le serrurier ?"], article.Content.Variants);
        Assert.Contains("- [Et la nuit ?](https://www.service-public.gouv.fr/particuliers/vosdroits/F202)", article.Content.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void OfASheetThatIsThereTwiceTheLastChangedHolds()
    {
        var reading = SomeSheet.ReadAll(
            ("a.xml", SomeSheet.Xml("<Texte><Paragraphe>neuf</Paragraphe></Texte>", date: "modified 2026-05-01")), ("b.xml", SomeSheet.Xml("<Texte><Paragraphe>vieux</Paragraphe></Texte>", date: "modified 2025-05-01")));

        Assert.Equal("neuf", Assert.Single(reading.Articles).Content.Body);
        Assert.Contains("b.xml", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void PagesThatLeadToSheetsAreLeftOut()
    {
        var reading = SomeSheet.ReadAll(("a.xml", SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>")), ("n.xml", SomeSheet.Xml("", "N19")), ("arbre.xml", "<Arborescence/>"));

        Assert.Empty(reading.Faults);
        Assert.Equal((1, 2), (reading.Articles.Count, reading.Ignored));
    }

    public static TheoryData<string, int?, string> Broken => new()
    {
        { "<Publication ID='F1'><a></Publication>", 1, "balise" },
        { "<Publication ID='F1'>\n<Texte>", 2, "s’arrête" },
        { "<!DOCTYPE Publication [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<Publication ID='F1'>&x;</Publication>", 1, "DTD" },
        { "<Publication>\n</Publication>", 1, "ID" },
        { SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>", date: "hier"), 5, "hier" },
        { SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>", title: " "), 3, "dc:title" },
        { SomeSheet.Xml(""), 2, "texte" },
        { string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)), null, "64" },
        { "", null, "vide" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void ABrokenFileIsRefusedWithItsLineAndTheReason(string xml, int? line, string reason)
    {
        var reading = SomeSheet.ReadAll(("bonne.xml", SomeSheet.Xml("<Texte><Paragraphe>x</Paragraphe></Texte>", "F9")), ("mauvaise.xml", xml));

        var fault = reading.Faults[0];
        Assert.Equal("mauvaise.xml", fault.File);
        if (line is not null) Assert.Equal(line, fault.Line);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    /// <summary>The official samples are not part of the product: <c>BRIGADE_DILA_SAMPLES</c> names their folder.</summary>
    [Fact]
    public void TheOfficialSamplesAreReadWholeAndLoseNoWord()
    {
        var folder = Environment.GetEnvironmentVariable("BRIGADE_DILA_SAMPLES");
        Assert.SkipUnless(Directory.Exists(folder), "No official samples: BRIGADE_DILA_SAMPLES names no folder.");
        foreach (var file in Directory.EnumerateFiles(folder!, "*.xml"))
        {
            var content = SomeSheet.Read(File.ReadAllText(file));

            var root = System.Xml.Linq.XDocument.Load(file).Root!;
            var shown = Squeezed(Generation.TextOf(new PublishedArticle("f1", 1, content), "").Body);
            foreach (var paragraph in root.Elements().Where(part => part.Name.LocalName is "Texte" or "Introduction" or "ListeSituations").SelectMany(part => part.Descendants("Paragraphe")).Where(paragraph => !paragraph.Ancestors("Image").Any()))
                Assert.Contains(Squeezed(paragraph.Value), shown, StringComparison.Ordinal);
        }

        static string Squeezed(string text) => string.Concat(text.Where(char.IsLetter));
    }
}
