using System.Globalization;
using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Reports;
using BrigadeNumerique.Handoff.Supervision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>A report as a sheet.</summary>
public static class ExportSheet
{
    /// <summary>Where it is.</summary>
    public const string Path = "/poste/rapports/export.csv";

    private const int MostComments = 5000;

    /// <summary>The keys of its columns, in their order.</summary>
    internal static readonly IReadOnlyList<string> Columns = ["opened", "asked", "taken", "reply", "wait50", "wait95", "handling", "left", "leftshare", "confirmed", "resolved", "resolvedshare", "closed", "reopened", "reopenedshare", "opinions", "satisfaction"];

    /// <summary>A share, 0 to 1, or null.</summary>
    internal sealed record Share(double? Value);

    /// <summary>The values of the columns.</summary>
    internal static IEnumerable<object?> Values(Figures figures) =>
    [
        figures.Opened, figures.Asked, figures.Taken, figures.FirstReply, figures.WaitHalf, figures.WaitMost, figures.Handling, figures.Left, new Share(figures.LeftShare), figures.Confirmed, figures.Resolved,
        new Share(figures.ResolvedShare), figures.Closed, figures.Reopened, new Share(figures.ReopenedShare), figures.Opinions, figures.Satisfaction,
    ];

    /// <summary>The sheet's address for supervisors; the host maps it.</summary>
    public static IEndpointRouteBuilder MapReportSheets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, WriteAsync).RequireAuthorization(policy => policy.RequireRole("supervisor", "admin"));
        return routes;
    }

    /// <summary>The address of the sheet of a report.</summary>
    internal static string Address(Question question, bool comments) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["du"] = Day(question.First),
        ["au"] = Day(question.Last),
        ["canal"] = question.Channel,
        ["sujet"] = question.Intent,
        ["gendarme"] = question.OperatorId,
        ["quoi"] = comments ? "avis" : null,
    });

    private static async Task<Results<FileContentHttpResult, ValidationProblem>> WriteAsync(
        string? du, string? au, string? canal, string? sujet, string? gendarme, string? quoi, ReportReading reading, HttpContext http, CancellationToken cancellationToken)
    {
        if (Read(du) is not { } first || Read(au) is not { } last) return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["du, au"] = ["Deux jours, écrits comme 2026-11-21."] });
        var question = new Question(first, last) { Channel = Given(canal), Intent = Given(sujet), OperatorId = Given(gendarme) }.Bounded();
        http.Response.Headers.CacheControl = "no-store";
        var (name, rows) = quoi == "avis"
            ? ("avis", await CommentsAsync(reading, question, cancellationToken))
            : ("rapport", Rows(await reading.ReadAsync(question, cancellationToken)));
        return TypedResults.File(CsvSheet.Write(rows), "text/csv; charset=utf-8", $"{name}-{Day(question.First)}-{Day(question.Last)}.csv");
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(Report report) =>
    [
        [Wording.Say("filter.day"), .. Columns.Select(key => Wording.Say("column." + key) + (Wording.Find($"column.{key}.unit") is { } unit ? $" ({unit})" : ""))],
        .. report.Days.Select(day => (IReadOnlyList<object?>)[day.Day, .. Values(day.Figures).Select(Cell)]),
        [Wording.Say("reports.total"), .. Values(report.Total).Select(Cell)],
    ];

    private static async Task<IEnumerable<IReadOnlyList<object?>>> CommentsAsync(ReportReading reading, Question question, CancellationToken cancellationToken)
    {
        var comments = await reading.CommentsAsync(question, MostComments, cancellationToken);
        return
        [
            [Wording.Say("filter.day"), Wording.Say("column.reference"), Wording.Say("column.score"), Wording.Say("column.comment")],
            .. comments.Select(comment => (IReadOnlyList<object?>)[Shift.Day(comment.At), Reference.Of(comment.ConversationId), comment.Score, comment.Text]),
        ];
    }

    /// <summary>Durations in seconds and shares in per cent: numbers that a sheet can go on counting with.</summary>
    private static object? Cell(object? value) => value switch
    {
        TimeSpan span => (int)Math.Round(span.TotalSeconds),
        Share share => share.Value * 100,
        _ => value,
    };

    private static DateOnly? Read(string? day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Year is > 1999 and < 3000 ? read : null;

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
