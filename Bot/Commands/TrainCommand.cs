using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>train</c>: makes the classifier of intents anew from the labelled examples.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var command = new Command("train", "Entraîne le modèle de tri sur les exemples du dépôt et le garde dans Data:Directory.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = Offline.Build();
            var started = Stopwatch.GetTimestamp();
            var version = app.Services.GetRequiredService<TriageEngine>().Retrain();
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Modèle {version} entraîné en {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
            return 0;
        });
        return command;
    }
}
