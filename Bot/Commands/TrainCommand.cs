using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BrigadeNumerique.Bot.Review;
using BrigadeNumerique.Bot.Storage;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>train</c>: learns the model of the triage anew, or lists those that are kept.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var list = new Option<bool>("--list") { Description = "Montre les modèles gardés, le plus récent d’abord, sans rien entraîner." };
        var activate = new Option<bool>("--activate") { Description = "Met le modèle en service, s’il trouve au moins autant d’urgences du jeu figé que le modèle en service." };
        var command = new Command("train", "Entraîne le modèle de tri sur les exemples du dépôt et les corrections acceptées, et le garde dans Data:Directory.") { list, activate };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(list) ? ListAsync() : TrainAsync(parsed.GetValue(activate), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync()
    {
        await using var app = Offline.Build();
        var shelf = app.Services.GetRequiredService<TriageEngine>().Shelf;
        var previous = shelf.Previous;
        foreach (var model in shelf.All())
        {
            var mark = model.Active ? "en service" : !model.Usable ? "autre version du logiciel" : model.Version == previous ? "précédent" : "";
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{model.Version}\t{model.LearntAt:yyyy-MM-dd HH:mm}Z\t{mark}"));
        }

        return 0;
    }

    private static async Task<int> TrainAsync(bool activate, CancellationToken cancellationToken)
    {
        await using var app = Offline.Build();
        await app.Services.MigrateAsync(cancellationToken);
        var accepted = await app.Services.GetRequiredService<ReviewBook>().ExamplesAsync(cancellationToken);
        var triage = app.Services.GetRequiredService<TriageEngine>();
        var started = Stopwatch.GetTimestamp();
        var version = triage.Learn(accepted).Version;
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Modèle {version} entraîné en {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, corrections acceptées : {accepted.Count}"));
        if (!activate || version == triage.Shelf.Active) return 0;
        var activation = triage.Activate(version);
        var outcome = activation.Done ? "Mis en service" : "Refusé, l’ancien reste en service";
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outcome} : {activation.CandidateRecall:P1} des urgences du jeu figé, contre {activation.ActiveRecall:P1}."));
        return activation.Done ? 0 : 1;
    }
}
