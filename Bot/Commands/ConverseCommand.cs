using System.CommandLine;
using System.Text.Json;
using BrigadeNumerique.Bot.Storage.Sqlite;
using BrigadeNumerique.Bot.Triage;
using BrigadeNumerique.Bot.Turns;
using BrigadeNumerique.Handoff;
using BrigadeNumerique.Handoff.Conversations;
using Microsoft.EntityFrameworkCore;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>converse</c>: whole conversations through the turn pipeline, with its memory; no network, no operator.</summary>
internal static class ConverseCommand
{
    public static Command Create()
    {
        var input = CommandOptions.In("Conversations : une ligne JSON {\"id\",\"turns\":[{\"text\",\"bot\"?}]} par conversation.");
        var output = CommandOptions.Out("Résultats : {\"id\",\"turns\":[{\"route\",\"urgency\",\"numbers\",\"sensitive\",\"intent\",\"reply\",\"state\"}]}.");
        var place = new Option<BotLine>("--bot-line")
        {
            Description = "Où se place une ligne « bot » : before, avant le message de son tour ; after, après ; auto, d’après le fichier (after si les premiers tours en portent au moins autant que les derniers).",
            DefaultValueFactory = _ => BotLine.Auto,
        };
        var command = new Command("converse", "Fait passer des conversations entières par l’assistant.") { input, output, place };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(place), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo input, FileInfo output, BotLine place, CancellationToken cancellationToken)
    {
        var scripts = JsonLines.Read(input, Script.Read);
        var before = place switch
        {
            BotLine.Before => true,
            BotLine.After => false,
            _ => !Script.SpeaksAfter(scripts),
        };
        var folder = Directory.CreateTempSubdirectory("converse");
        try
        {
            await using var app = Offline.Build(services => services.AddSingleton<IDbContextFactory<HandoffDb>>(new ScriptDatabases(Path.Combine(folder.FullName, "conversations.db"))));
            await Offline.PrepareKnowledgeAsync(app.Services, cancellationToken);
            app.Services.GetRequiredService<TriageEngine>().Warm();
            var transcript = app.Services.GetRequiredService<Transcript>();
            await transcript.StartAsync(cancellationToken);
            var stage = ActivatorUtilities.CreateInstance<Stage>(app.Services);
            var results = await Progress.EachAsync("Conversations", scripts, script => stage.PlayAsync(script, before, cancellationToken));
            await JsonLines.WriteAsync(output, results, Write, cancellationToken);
            await transcript.StopAsync(CancellationToken.None);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Write(Utf8JsonWriter writer, Played played)
    {
        writer.WriteStartObject();
        writer.WriteString("id", played.Id);
        writer.WriteStartArray("turns");
        foreach (var turn in played.Turns)
        {
            writer.WriteStartObject();
            AssessmentJson.WriteMembers(writer, turn.Assessment);
            writer.WriteString("reply", turn.Reply);
            writer.WriteString("state", turn.State);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Conversations of a script are kept apart from those of citizens.</summary>
    private sealed class ScriptDatabases(string file) : IDbContextFactory<HandoffDb>
    {
        public HandoffDb CreateDbContext()
        {
            var options = new DbContextOptionsBuilder<SqliteHandoffDb>();
            SqliteStorage.Use(options, file, SqliteStorage.HandoffHistory);
            return new SqliteHandoffDb(options.Options);
        }
    }

    private enum BotLine
    {
        Auto,
        Before,
        After,
    }
}
