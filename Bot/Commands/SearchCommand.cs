using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Bot.Commands;

/// <summary><c>search</c>: any corpus, indexed and searched as the articles are, for measuring.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var corpus = new Option<FileInfo>("--corpus") { Description = "Corpus : une ligne JSON {\"id\",\"title\",\"theme\",\"text\"} par document.", Required = true };
        var queries = new Option<FileInfo>("--queries") { Description = "Questions : une ligne JSON {\"id\",\"text\"} par question.", Required = true };
        var output = CommandOptions.Out("Classement : question, document, rang et score, séparés par des tabulations.");
        var top = new Option<int>("--top") { Description = "Documents par question, de 1 à 1000.", DefaultValueFactory = _ => 10 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000) result.AddError("--top va de 1 à 1000.");
        });
        var command = new Command("search", "Indexe un corpus à part et y cherche, avec l’analyse et le classement des fiches.") { corpus, queries, output, top };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(corpus), parsed.GetRequiredValue(queries), parsed.GetRequiredValue(output), parsed.GetValue(top), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo corpusFile, FileInfo queryFile, FileInfo output, int top, CancellationToken cancellationToken)
    {
        var documents = JsonLines.Read(corpusFile, row => new CorpusDocument(
            JsonLines.Text(row, "id"), JsonLines.TextOrEmpty(row, "title"), JsonLines.TextOrEmpty(row, "theme"), JsonLines.TextOrEmpty(row, "text")));
        var queries = JsonLines.Read(queryFile, row => (Id: JsonLines.Text(row, "id"), Text: JsonLines.Text(row, "text")));
        var started = Stopwatch.GetTimestamp();
        using var search = CorpusSearch.Index(documents);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Index : {documents.Count} documents en {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms"));

        await using var run = new WholeFile(output);
        await using var writer = new StreamWriter(run.Stream, new UTF8Encoding(false), leaveOpen: true);
        var times = await Progress.EachAsync("Questions", queries, async query =>
        {
            var begun = Stopwatch.GetTimestamp();
            var hits = search.Find(query.Text, top);
            var elapsed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            for (var rank = 0; rank < hits.Count; rank++)
                await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{query.Id}\t{hits[rank].Id}\t{rank + 1}\t{hits[rank].Score:R}"));
            return elapsed;
        });
        await writer.FlushAsync(cancellationToken);
        run.Keep();
        await Console.Error.WriteLineAsync(Progress.Percentiles(times));
        return 0;
    }
}
