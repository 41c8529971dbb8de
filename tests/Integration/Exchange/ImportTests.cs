using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange;

namespace BrigadeNumerique.Integration.Exchange;

/// <summary>What an import changes, and what it leaves, on both engines.</summary>
public sealed class ImportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task NewSheetsArriveAsDraftsUnderAHeadingOfTheirOwnAndASecondImportChangesNothing(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        library.Sheet("F1", "Un.");
        library.Sheet("F2", "Deux.", "Autre titre");

        var first = await library.ImportAsync();
        var after = await library.AllAsync();
        var second = await library.ImportAsync();

        Assert.Equal((2, 2, 0, "Logement"), (first.Read, first.New, first.Published, Assert.Single(first.Topics)));
        var article = await library.FindAsync("f1-");
        Assert.Equal(("f1-perdre-ses-cles", ArticleState.Draft, "dila:F1", "logement"), (article!.Slug, article.State, article.Content.Origin!.Id, article.Content.Theme));
        Assert.Null(await library.PublicAsync("f1-"));
        Assert.Equal((0, 0, 2, 0), (second.New, second.Updated, second.Unchanged, second.Topics.Count));
        Assert.Equal(after, await library.AllAsync());
    }

    [Theory, EngineData]
    public async Task ADryRunSaysTheSameAndChangesNothing(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        var before = await library.AllAsync();
        library.Sheet("F1", "Un.");

        var result = await library.ImportAsync(order => order with { DryRun = true, Publish = true });

        Assert.Equal((1, 1, 1), (result.New, result.Published, result.Topics.Count));
        Assert.Equal(before, await library.AllAsync());
    }

    [Theory, EngineData]
    public async Task OneBrokenFileAmongGoodOnesAndNothingChanges(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        var before = await library.AllAsync();
        for (var n = 1; n <= 20; n++) library.Sheet($"F{n}", "Un.");
        await File.WriteAllTextAsync(Path.Combine(library.Source, "F9.xml"), "<Publication ID='F9'>\n<Texte></Publication>", Stop);
        await File.WriteAllTextAsync(Path.Combine(library.Source, "F10.xml"), "<Publication/>", Stop);

        var result = await library.ImportAsync(order => order with { Publish = true });

        Assert.Contains("F9.xml, ligne 2, colonne 10 : ", result.Faults.Select(fault => fault.ToString()).Single(fault => fault.StartsWith("F9", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(result.Faults, fault => fault.File == "F10.xml");
        Assert.Equal(before, await library.AllAsync());
    }

    [Theory, EngineData]
    public async Task ASheetThatChangedKeepsItsAddressAndWhatEditorsAddedAndThePublicReadsItOncePublished(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        library.Sheet("F1", "Un.");
        await library.ImportAsync(order => order with { Publish = true });
        await library.EditAsync("f1-", content => content with { Variants = ["j'ai plus mes clefs"], Theme = "absences", Owner = "Lou" });
        library.Sheet("F1", "Deux.", "Un tout autre titre");

        var drafted = await library.ImportAsync();

        Assert.Equal((1, 0), (drafted.Updated, drafted.Published));
        Assert.Equal("Un.", (await library.PublicAsync("f1-"))!.Body);
        var published = await library.ImportAsync(order => order with { Publish = true });
        Assert.Equal((0, 1), (published.Updated, published.Published));
        var content = (await library.PublicAsync("f1-perdre-ses-cles"))!;
        Assert.Equal(("Un tout autre titre", "Deux.", "absences", "Lou", "j'ai plus mes clefs"), (content.Question, content.Body, content.Theme, content.Owner, content.Variants[0]));
    }

    [Theory, EngineData]
    public async Task WordsThatAnEditorChangedAreLeftAndNamedUnlessTheSourceShallWin(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        library.Sheet("F1", "Un.");
        await library.ImportAsync();
        await library.EditAsync("f1-", content => content with { Body = "Mieux dit." });
        var unchanged = await library.ImportAsync();
        library.Sheet("F1", "Deux.");

        var kept = await library.ImportAsync();

        Assert.Equal((1, 0), (unchanged.Unchanged, unchanged.Kept.Count));
        Assert.Contains("f1-perdre-ses-cles (modifiée", Assert.Single(kept.Kept), StringComparison.Ordinal);
        Assert.Equal("Mieux dit.", (await library.FindAsync("f1-"))!.Content.Body);
        Assert.Equal(1, (await library.ImportAsync(order => order with { Overwrite = true })).Updated);
        Assert.Equal("Deux.", (await library.FindAsync("f1-"))!.Content.Body);
    }

    [Theory, EngineData]
    public async Task WhatLeftTheSourceIsArchivedIfTheImportPublishedItElseNamedAndComesBackWithIt(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        foreach (var id in (string[])["F1", "F2", "F3"]) library.Sheet(id, "Un.");
        await library.ImportAsync(order => order with { Publish = true });
        await library.EditAsync("f2-", content => content with { Short = "Plus court." });
        library.Remove("F1");
        library.Remove("F2");

        var left = await library.ImportAsync();

        Assert.Equal("f1-perdre-ses-cles", Assert.Single(left.Archived));
        Assert.Contains("f2-perdre-ses-cles (modifiée", Assert.Single(left.Missing), StringComparison.Ordinal);
        Assert.Equal(ArticleState.Archived, (await library.FindAsync("f1-"))!.State);
        Assert.Null(await library.PublicAsync("f1-"));
        Assert.NotNull(await library.PublicAsync("f2-"));
        Assert.Equal(new DateOnly(2026, 11, 25), (await library.FindAsync("f2-"))!.Content.Origin!.Gone);
        var again = await library.ImportAsync();
        Assert.Equal((0, 0), (again.Archived.Count, again.Missing.Count));

        library.Sheet("F1", "Un.");
        await library.ImportAsync(order => order with { Publish = true });
        Assert.Equal(ArticleState.Published, (await library.FindAsync("f1-"))!.State);
        Assert.Equal("Un.", (await library.PublicAsync("f1-"))!.Body);
    }

    [Theory, EngineData]
    public async Task ASourceThatLostMostOfItsSheetsIsNotFollowedUnlessThatIsConfirmedAndAPartOrOneFileTakesNothingAway(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        for (var n = 1; n <= 8; n++) library.Sheet($"F{n}", "Un.");
        await library.ImportAsync(order => order with { Publish = true });
        for (var n = 1; n <= 7; n++) library.Remove($"F{n}");
        var before = await library.AllAsync();

        var refused = await library.ImportAsync();

        Assert.Contains("--confirm-missing", refused.Refusal, StringComparison.Ordinal);
        Assert.Empty((await library.ImportAsync(order => order with { Partial = true })).Archived);
        Assert.Empty((await library.ImportAsync(order => order with { Path = Path.Combine(library.Source, "F8.xml") })).Archived);
        Assert.Equal(before, await library.AllAsync());
        Assert.Equal(7, (await library.ImportAsync(order => order with { ConfirmMissing = true })).Archived.Count);
    }

    [Theory, EngineData]
    public async Task ASheetThatTheSourceStillHasIsProlongedBeforeItsDayComes(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        library.Sheet("F1", "Un.");
        await library.ImportAsync(order => order with { Publish = true });
        library.Clock.Advance(TimeSpan.FromDays(300));

        var result = await library.ImportAsync(order => order with { Publish = true });

        Assert.Equal((1, 0), (result.Renewed, result.Updated));
        Assert.Equal(new DateOnly(2026, 11, 25).AddDays(665), (await library.PublicAsync("f1-"))!.ValidUntil);
    }

    [Theory, EngineData]
    public async Task TheArticlesOfTheProductLeaveAsMarkdownAndAsATableAndComeBackUnchanged(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        library.Sheet("F1", "= Un.");
        await library.ImportAsync(order => order with { Publish = true });
        var before = await library.AllAsync();
        var (folder, table) = (Path.Combine(library.Source, "md"), Path.Combine(library.Source, "t.csv"));

        var files = await library.Export.MarkdownAsync(folder, replace: false, drafts: false, null, Stop);
        await using (var output = File.Create(table)) Assert.Equal(files, await library.Export.CsvAsync(output, drafts: true, null, Stop));

        Assert.True(files > 150);
        foreach (var order in (ImportOrder[])[new(ImportFormat.Markdown, folder), new(ImportFormat.Csv, table)])
        {
            var result = await library.ImportAsync(_ => order with { Publish = true });
            Assert.Empty(result.Faults);
            Assert.Equal((0, 0, files, 0), (result.New, result.Updated, result.Unchanged, result.Published));
        }

        Assert.Equal(before, await library.AllAsync());
    }

    [Theory, EngineData]
    public async Task AnArticleKnownByItsAddressChangesOnlyWhereATableSaysOtherwiseAndAFollowedTableMissesWhatLeavesIt(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        var table = Path.Combine(library.Source, "t.csv");
        const string Header = "slug,theme,question,short,body,source,updated,valid-until\n";
        await File.WriteAllTextAsync(table, Header + "vol-velo,vol-perte,Titre,Bref,Texte,x.fr,2026-01-01,2027-01-01\nmairie-cles,contact,Titre,Bref,Texte,x.fr,2026-01-01,2027-01-01\n", Stop);
        var variants = (await library.FindAsync("vol-velo"))!.Content.Variants.Count;

        var plain = await library.ImportAsync(_ => new ImportOrder(ImportFormat.Csv, table) { Publish = true });

        Assert.Equal((1, 1), (plain.New, plain.Updated));
        var article = (await library.FindAsync("vol-velo"))!.Content;
        Assert.Equal(("Titre", variants), (article.Question, article.Variants.Count));

        var followed = await library.ImportAsync(_ => new ImportOrder(ImportFormat.Csv, table) { Publish = true, Source = "mairie" });
        Assert.Equal(0, followed.New);
        await File.WriteAllTextAsync(table, Header + "vol-velo,vol-perte,Titre,Bref,Texte,x.fr,2026-01-01,2027-01-01\n", Stop);
        var left = await library.ImportAsync(_ => new ImportOrder(ImportFormat.Csv, table) { Publish = true, Source = "mairie" });
        Assert.Equal(["mairie-cles"], left.Archived.Concat(left.Missing).Select(line => line.Split(' ')[0]));
    }

    [Theory, EngineData]
    public async Task AnImportThatIsStoppedLeavesNothing(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        for (var n = 1; n <= 500; n++) library.Sheet($"F{n}", "Un.");
        var before = await library.AllAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => library.ImportAsync((phase, done) =>
        {
            if (phase is ImportPhase.Writing && done >= 200) stop.Cancel();
        }, stop.Token));

        Assert.Equal(before, await library.AllAsync());
    }
}
