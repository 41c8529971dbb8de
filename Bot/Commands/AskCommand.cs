using System.CommandLine;
using System.Diagnostics;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>ask</c>: which article would answer, and how sure.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var input = CommandOptions.In("Questions : une ligne JSON {\"id\",\"text\"} par question.");
        var output = CommandOptions.Out("Réponses : {\"id\",\"answered\",\"confidence\",\"slugs\",\"ms\"}, la meilleure fiche d’abord.");
        var top = new Option<int>("--top") { Description = "Nombre de fiches, de 1 à 50.", DefaultValueFactory = _ => 3 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 50) result.AddError("--top va de 1 à 50.");
        });
        var command = new Command("ask", "Cherche dans les fiches publiées.") { input, output, top };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(top), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, int top, CancellationToken cancellationToken)
    {
        var questions = JsonLines.Read(input, row => (Id: JsonLines.Text(row, "id"), Text: JsonLines.Text(row, "text")));
        await using var app = Offline.Build();
        await Offline.PrepareKnowledgeAsync(app.Services, cancellationToken);
        var search = app.Services.GetRequiredService<HelpSearch>();
        var results = await Progress.EachAsync("Questions", questions, question =>
        {
            var started = Stopwatch.GetTimestamp();
            var found = search.Find(question.Text, top);
            return Task.FromResult((question.Id, Found: found, Ms: Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        });
        await JsonLines.WriteAsync(output, results, (writer, result) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.Id);
            writer.WriteBoolean("answered", result.Found.Sure);
            writer.WriteNumber("confidence", Math.Round(result.Found.Confidence, 4));
            writer.WriteStartArray("slugs");
            foreach (var passage in result.Found.Passages) writer.WriteStringValue(passage.Slug);
            writer.WriteEndArray();
            writer.WriteNumber("ms", Math.Round(result.Ms, 4));
            writer.WriteEndObject();
        }, cancellationToken);
        await Console.Error.WriteLineAsync(Progress.Percentiles(results.Select(result => result.Ms)));
        return 0;
    }
}
