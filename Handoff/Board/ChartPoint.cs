namespace BrigadeNumerique.Handoff.Board;

/// <summary>One point of a chart with two lines.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="First">The solid line's.</param>
/// <param name="Second">The dashed line's.</param>
public sealed record ChartPoint(string Label, int First, int Second);
