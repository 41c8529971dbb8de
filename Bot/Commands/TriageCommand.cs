using System.CommandLine;
using System.Diagnostics;
using BrigadeNumerique.Bot.Triage;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>triage</c>: what the assistant would make of single messages.</summary>
internal static class TriageCommand
{
    public static Command Create()
    {
        var input = CommandOptions.In("Messages : une ligne JSON {\"id\",\"text\"} par message.");
        var output = CommandOptions.Out("Résultats, dans le même ordre : {\"id\",\"route\",\"urgency\",\"numbers\",\"sensitive\",\"intent\",\"lang\",\"ms\"}.");
        var model = new Option<string?>("--model") { Description = "Rejoue avec un modèle gardé, nommé comme dans une évaluation ; sans elle, le modèle en service." };
        var command = new Command("triage", "Évalue des messages un à un, sans réseau.") { input, output, model };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(model), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, string? model, CancellationToken cancellationToken)
    {
        var messages = JsonLines.Read(input, row => (Id: JsonLines.Text(row, "id"), Text: JsonLines.Text(row, "text")));
        await using var app = Offline.Build();
        var triage = app.Services.GetRequiredService<TriageEngine>();
        if (model is not null) triage = triage.With(Kept(triage.Shelf, model));
        triage.Warm();
        var results = await Progress.EachAsync("Messages", messages, message =>
        {
            var started = Stopwatch.GetTimestamp();
            var assessment = triage.Assess(message.Text, DialogueContext.Empty);
            return Task.FromResult((message.Id, Assessment: assessment, Ms: Stopwatch.GetElapsedTime(started).TotalMilliseconds));
        });
        await JsonLines.WriteAsync(output, results, (writer, result) =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.Id);
            AssessmentJson.WriteMembers(writer, result.Assessment);
            writer.WriteString("lang", result.Assessment.Language);
            writer.WriteNumber("ms", Math.Round(result.Ms, 4));
            writer.WriteEndObject();
        }, cancellationToken);
        await Console.Error.WriteLineAsync(Progress.Percentiles(results.Select(result => result.Ms)));
        return 0;
    }

    private static TriageModel Kept(ModelShelf shelf, string version)
    {
        try
        {
            return shelf.Load(version);
        }
        catch (ModelMissingException missing)
        {
            throw new InputException(missing.Message);
        }
    }
}

/// <summary>Options that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<FileInfo> In(string description) => new("--in") { Description = description, Required = true };

    public static Option<FileInfo> Out(string description) => new("--out") { Description = description, Required = true };
}
