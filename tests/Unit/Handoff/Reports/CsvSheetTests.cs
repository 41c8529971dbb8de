using System.Text;
using BrigadeNumerique.Handoff.Reports;

namespace BrigadeNumerique.Unit.Handoff.Reports;

public sealed class CsvSheetTests
{
    [Fact]
    public void ItBeginsWithItsMarkAndSeparatesBySemicolons()
    {
        var bytes = CsvSheet.Write([["Jour", "Échanges", null], [new DateOnly(2026, 11, 21), 1204, 4.5]]);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal("Jour;Échanges;\r\n2026-11-21;1204;4,5\r\n", Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  =HYPERLINK(1)", "'  =HYPERLINK(1)")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+33 6", "'+33 6")]
    [InlineData("-2", "'-2")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("merci = bien", "merci = bien")]
    [InlineData("un; deux \"trois\"", "\"un; deux \"\"trois\"\"\"")]
    public void NoCellIsRunByASpreadsheet(string words, string cell) => Assert.Equal(cell + "\r\n", Encoding.UTF8.GetString(CsvSheet.Write([[words]])[3..]));
}
