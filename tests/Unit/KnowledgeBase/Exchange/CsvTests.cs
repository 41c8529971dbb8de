using System.Text;
using BrigadeNumerique.KnowledgeBase.Articles;
using BrigadeNumerique.KnowledgeBase.Exchange;
using CsCheck;

namespace BrigadeNumerique.Unit.KnowledgeBase.Exchange;

public sealed class CsvTests
{
    private const string Header = "slug;theme;question;short;body;source;updated;valid-until";

    private static readonly HashSet<string> Themes = ["route", "cyber"];

    /// <summary>What people and spreadsheets find difficult.</summary>
    private static readonly Gen<string> Piece = Gen.OneOf(
        AnyOf("=1+1", "+33 6", "-", "@home", "'", "'=", "''-", "\"", ";", ",", "\n", "\n\n", "é", "\u202F!", "\u2028", "🚓", "---", "a", "mot", " "), Gen.String[Gen.Char['!', '~'], 0, 8]);

    private static readonly Gen<string> Text = Piece.Array[1, 6].Select(pieces => string.Concat(pieces)).Select(text => string.IsNullOrWhiteSpace(text) ? text + "=" : text);
    private static readonly Gen<string> Line = Text.Select(text => text.Replace('\n', ' ').Trim());
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 9000].Select(days => new DateOnly(2010, 1, 1).AddDays(days));

    private static readonly Gen<ArticleContent> Article =
        from theme in AnyOf("route", "cyber")
        from words in Gen.Select(Text, Text, Text, Text)
        from variants in Line.List[0, 4]
        from labels in Line.List[0, 3]
        from updated in Day
        from easy in Text.Null()
        from translation in Gen.Select(Text, Text, Text).List[0, 1]
        select new ArticleContent
        {
            Theme = theme, Question = words.Item1, Short = words.Item2, Body = words.Item3, Source = words.Item4, Variants = variants, Witnesses = variants, Updated = updated, ValidUntil = updated.AddDays(9), ReviewOn = updated,
            Links = labels.ConvertAll(label => new ArticleLink("https://www.exemple.fr/?a=1;b,c", label)), Easy = easy, Owner = easy, LegalSource = easy, Sensitive = easy is null ? null : "harassment",
            Translations = translation.ToDictionary(_ => "en", parts => new ArticleTranslation(parts.Item1, parts.Item2, parts.Item3)),
            Origin = easy is null ? null : new ArticleOrigin("mairie:a", "0f", true),
        };

    [Fact]
    public void WhatIsWrittenIsReadBackWordForWord()
    {
        Article.List[0, 4].Sample(articles =>
        {
            var read = Read(WriteAsync(articles).GetAwaiter().GetResult());

            Assert.Empty(read.Faults);
            Assert.Equal(articles.Select(Json), read.Articles.Select(article => Json(article.Content)));
        }, iter: 2000);
    }

    [Fact]
    public async Task NoCellBeginsWithASignThatASpreadsheetRuns()
    {
        var table = Encoding.UTF8.GetString(await WriteAsync([Some() with { Question = "=HYPERLINK(\"http://x\")", Short = "+1", Body = "- a", Source = "@b" }]));

        Assert.Contains("'=HYPERLINK", table, StringComparison.Ordinal);
        Assert.DoesNotMatch("(^|[;\n\"])[=+@-]", table.Split('\n', 2)[1]);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    public void BothSeparatorsTheMarkOfUtf8AndFrenchDatesAreUnderstood(string separator)
    {
        var read = Read([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Header.Replace(";", separator, StringComparison.Ordinal) + "\r\n" + string.Join(separator, "a", "route", "Q", "S", "B", "x.fr", "03/11/2026", "2027-01-31") + "\r\n")]);

        Assert.Empty(read.Faults);
        Assert.Equal(new DateOnly(2026, 11, 3), Assert.Single(read.Articles).Content.Updated);
    }

    [Fact]
    public void EveryFaultIsSaidWithItsLineAndItsColumn()
    {
        var read = Read(Encoding.UTF8.GetBytes(Header + "\na;route;Q;S;\"B\nsuite\";x;2026-01-01;2027-01-01\nb;lune;Q;S;B;x;hier;2027-01-01\nB B;route;Q;S;B;x;2026-01-01;2025-01-01\nc;route\n\na;route;Q;S;B;x;2026-01-01;2027-01-01\n"));

        Assert.Equal(
            [
                "t.csv, ligne 4, colonne « updated » : une date AAAA-MM-JJ est attendue, et non « hier ».", "t.csv, ligne 5, colonne « slug » : « B B » n’est pas une adresse : lettres minuscules sans accent, chiffres et tirets, 80 caractères au plus.",
                "t.csv, ligne 5, colonne « valid-until » : cette date vient avant « updated ».", "t.csv, ligne 6 : 2 cellules, 8 attendues.",
            ],
            read.Faults.Take(4).Select(fault => fault.ToString()));
        Assert.Contains("« a » est aussi dans t.csv, ligne 2", Assert.Single(read.Faults.Skip(4)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slug;theme\na;route\n", "colonne absente")]
    [InlineData(Header + ";couleur\n", "« couleur »")]
    [InlineData("", "vide")]
    public void ATableWithOtherColumnsIsRefused(string table, string reason)
    {
        Assert.Contains(reason, Assert.Single(Read(Encoding.UTF8.GetBytes(table)).Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableInAnotherCodingIsRefusedWithItsLine()
    {
        var fault = Assert.Single(Read(Encoding.Latin1.GetBytes(Header + "\na;route;Où ?;S;B;x;2026-01-01;2027-01-01\n")).Faults);

        Assert.Equal(2, fault.Line);
        Assert.Contains("UTF-8", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AColumnThatIsAbsentKeepsWhatTheArticleHas()
    {
        var row = Assert.Single(Read(Encoding.UTF8.GetBytes(Header + "\na;route;Autre;S;B;x;2026-01-01;2027-01-01\n")).Articles);

        var merged = row.OntoKnown(Some() with { Variants = ["v"], Easy = "facile" });

        Assert.Equal(("Autre", "v", "facile"), (merged.Question, merged.Variants[0], merged.Easy));
    }

    private static Gen<string> AnyOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(place => words[place]);

    private static ArticleContent Some() => new() { Theme = "route", Question = "Q", Short = "S", Body = "B", Source = "x", Updated = new DateOnly(2026, 1, 1), ValidUntil = new DateOnly(2027, 1, 1) };

    private static string Json(ArticleContent content) => System.Text.Json.JsonSerializer.Serialize(content);

    private static async Task<byte[]> WriteAsync(IReadOnlyList<ArticleContent> articles)
    {
        using var output = new MemoryStream();
        await CsvArticles.WriteAsync(output, articles.SelectMany(article => article.Translations.Keys).Distinct().ToList(), articles.Select((article, place) => ($"a-{place}", article)).ToAsyncEnumerable(), CancellationToken.None);
        return output.ToArray();
    }

    private static Reading Read(byte[] table)
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "t.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            File.WriteAllBytes(path, table);
            using var files = SourceFiles.Open(path, CsvArticles.Extension, CsvArticles.Limit);
            return CsvArticles.Read(files, Themes, null, CancellationToken.None);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
