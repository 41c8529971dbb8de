using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.Integration.Exchange;

/// <summary>Groups of words go from one service to another by a table.</summary>
public sealed class SynonymTableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, EngineData]
    public async Task WhatOneServiceGivesAnotherTakesAndGivesAgain(Engine engine)
    {
        await using var one = await Library.OpenAsync(engine);
        await using var other = await Library.OpenAsync(engine);
        await File.WriteAllTextAsync(PathOf(one), """
            said;meant;both-ways;on;note;built-in
            "brimborion
            ""babiole""
            =calembredaine";document, papier;oui;non;-Entendu, au guichet;
            patatrasse;drone;;;;
            toubib;;;non;;toubib
            """, Stop);
        Assert.Empty((await one.Synonyms.ImportAsync(PathOf(one), dryRun: false, Stop)).Faults);

        var first = await GiveAsync(one);
        await File.WriteAllBytesAsync(PathOf(other), first, Stop);
        var dry = await other.Synonyms.ImportAsync(PathOf(other), dryRun: true, Stop);
        Assert.DoesNotContain(await other.SynonymBook.ReadAsync(Stop), known => !known.BuiltIn || !known.On);
        var taken = await other.Synonyms.ImportAsync(PathOf(other), dryRun: false, Stop);
        var again = await other.Synonyms.ImportAsync(PathOf(other), dryRun: false, Stop);

        Assert.Equal((3, 2, 1), (taken.Read, taken.New, taken.Changed));
        Assert.Equal(taken with { Faults = dry.Faults }, dry);
        Assert.Equal((3, 0, 0), (again.Read, again.New, again.Changed));
        Assert.Equal(first, await GiveAsync(other));
        Assert.Equal(Editor.Import, (await other.SynonymBook.ReadAsync(Stop))[0].Writer);
    }

    [Theory, EngineData]
    public async Task AGroupIsKnownByWhatPeopleSayAndTakesItsOtherWords(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        await File.WriteAllTextAsync(PathOf(library), "said;meant\r\n\"brimborion, babiole\";document\r\n", Stop);
        await library.Synonyms.ImportAsync(PathOf(library), dryRun: false, Stop);
        await File.WriteAllTextAsync(PathOf(library), "meant,said,note\r\n\"papier\",\"Babioles\nbrimborion\",revu\r\n", Stop);

        var taken = await library.Synonyms.ImportAsync(PathOf(library), dryRun: false, Stop);

        Assert.Equal((0, 1), (taken.New, taken.Changed));
        var row = Assert.Single(await library.SynonymBook.ReadAsync(Stop), row => !row.BuiltIn);
        Assert.Equal(("papier", "revu", true), (Assert.Single(row.Words.Meant), row.Words.Note, row.On));
    }

    [Theory, EngineData]
    public async Task OneFaultIsEnoughForNothingToChangeAndEachIsNamedWithItsLine(Engine engine)
    {
        await using var library = await Library.OpenAsync(engine);
        await File.WriteAllTextAsync(PathOf(library), """
            said;meant;on;built-in
            brimborion;document;;
            bonjour;document;;
            brimborion;papier;;
            babiole;papier;peut-être;
            ;;non;aucun-tel
            babiole;papier
            """, Stop);

        var taken = await library.Synonyms.ImportAsync(PathOf(library), dryRun: false, Stop);

        Assert.Equal([3, 4, 5, 6, 7], taken.Faults.Select(fault => fault.Line!.Value).Order());
        Assert.DoesNotContain(await library.SynonymBook.ReadAsync(Stop), row => !row.BuiltIn);
        Assert.Empty(await library.SynonymBook.ChangesAsync(10, Stop));
    }

    private static string PathOf(Library library) => Path.Combine(library.Source, "mots.csv");

    private static async Task<byte[]> GiveAsync(Library library)
    {
        using var bytes = new MemoryStream();
        await library.Synonyms.ExportAsync(bytes, Stop);
        return bytes.ToArray();
    }
}
