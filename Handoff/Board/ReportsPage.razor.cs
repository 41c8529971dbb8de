using BrigadeNumerique.Handoff.Desk.Parts;
using BrigadeNumerique.Handoff.Desk.Reading;
using BrigadeNumerique.Handoff.Operators;
using BrigadeNumerique.Handoff.Reports;
using BrigadeNumerique.Handoff.Supervision;

namespace BrigadeNumerique.Handoff.Board;

/// <summary>The reports. What is shown is what was asked last, and the sheet that is downloaded is the same.</summary>
public sealed partial class ReportsPage
{
    private static readonly IReadOnlyList<string> Intents = [.. RightLabel.Ordinary.Select(pair => pair.Intent).Concat(RightLabel.Subjects).Append("emergency").Distinct().OrderBy(intent => InWords.Found("topic", intent), StringComparer.Create(Wording.Culture, ignoreCase: true))];

    private readonly CancellationTokenSource closing = new();
    private StaffMember me = new("", "", false);
    private IReadOnlyList<Operator> operators = [];
    private Period period = Period.Week;
    private DateOnly first;
    private DateOnly last;
    private string channel = "", intent = "", operatorId = "", said = "";
    private Detail detail;
    private Question asked = new(DateOnly.MinValue, DateOnly.MinValue);
    private Report? report;
    private bool reading;

    private enum Period
    {
        Day,
        Week,
        Month,
        Chosen,
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        me = StaffMember.Of((await Authentication.GetAuthenticationStateAsync()).User);
        (last, first) = (Shift.Day(Clock.GetUtcNow()), Shift.Day(Clock.GetUtcNow()).AddDays(-6));
        operators = await Operators.AllAsync(closing.Token);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (reading) return;
        (reading, said) = (true, Wording.Say("loading"));
        try
        {
            var today = Shift.Day(Clock.GetUtcNow());
            if (period is not Period.Chosen) (first, last) = (today.AddDays(period switch { Period.Day => 0, Period.Week => -6, _ => -29 }), today);
            asked = new Question(first, last) { Channel = OrNull(channel), Intent = OrNull(intent), OperatorId = OrNull(operatorId), Detail = detail }.Bounded();
            StateHasChanged();
            report = await Reading.ReadAsync(asked, closing.Token);
            said = Wording.Say("reports.of", ("debut", asked.First.ToString("d MMMM yyyy", Wording.Culture)), ("fin", asked.Last.ToString("d MMMM yyyy", Wording.Culture)), ("heure", Desk.LocalTime.Metropolitan.Say(report.At, report.At)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The last report stays, under its own dates.
            Log.DeskReadFailed(Logger, fault);
            said = Wording.Say("reports.failed");
        }
        finally
        {
            reading = false;
        }
    }

    private static string? OrNull(string value) => value.Length == 0 ? null : value;

    private static int Minutes(TimeSpan? span) => span is { } known ? (int)Math.Round(known.TotalMinutes) : 0;

    private IReadOnlyList<ChartPoint> Points(Func<Figures, (int First, int Second)> of) =>
        [.. report!.Days.Select(day => (day.Day, Values: of(day.Figures))).Select(day => new ChartPoint(day.Day.ToString("d MMM", Wording.Culture), day.Values.First, day.Values.Second))];

    private IReadOnlyList<(string Name, Figures Figures)> GroupRows => [.. report!.Groups.Select(group => (Name(group.Key), group.Figures))];

    private IReadOnlyList<(string Name, Figures Figures)> DayRows => [.. report!.Days.Reverse().Select(day => (day.Day.ToString("ddd d MMM yyyy", Wording.Culture), day.Figures))];

    private string Name(string? key) => (key, report!.Question.Detail) switch
    {
        (null, _) => Wording.Say("reports.unknown"),
        (_, Detail.Channel) => InWords.Channel(key),
        (_, Detail.Intent) => InWords.Found("topic", key),
        _ => operators.FirstOrDefault(known => known.Id == key)?.Name ?? Wording.Say("somebody"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }
}
