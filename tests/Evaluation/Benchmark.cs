using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Search;

namespace BrigadeNumerique.Evaluation;

/// <summary>A public benchmark of French questions. Its texts are not the product's to give: it lies where <c>BRIGADE_BENCHMARKS</c> says, or is not measured.</summary>
internal sealed class Benchmark
{
    private readonly IReadOnlyList<CorpusDocument> documents;
    private readonly Dictionary<string, HashSet<string>> right;

    private Benchmark(string folder, string name, bool onlyWithText)
    {
        Name = name;
        documents = [.. Rows(Path.Combine(folder, "corpus.jsonl")).Where(row => !onlyWithText || row.GetProperty("has_text").GetBoolean()).Select(Document)];
        var known = documents.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        right = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Select(line => line.Split('\t')).Where(cells => known.Contains(cells[1]))
            .GroupBy(cells => cells[0]).ToDictionary(group => group.Key, group => group.Select(cells => cells[1]).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var asked = Rows(Path.Combine(folder, "queries.jsonl")).Where(row => !row.GetProperty("verbatim_title").GetBoolean()).Select(row => Text(row, "id")).Where(right.ContainsKey).ToHashSet(StringComparer.Ordinal);
        (Clean, Noisy) = (Questions("queries.jsonl"), Questions("queries-bruit.jsonl"));

        List<(string Id, string Text)> Questions(string file) =>
            [.. Rows(Path.Combine(folder, file)).Where(row => asked.Contains(Text(row, "id"))).Select(row => (Text(row, "id"), Text(row, "text")))];
    }

    public static string? Folder => Environment.GetEnvironmentVariable("BRIGADE_BENCHMARKS") is { Length: > 0 } folder ? folder : null;

    public string Name { get; }

    public IReadOnlyList<CorpusDocument> Documents => documents;

    public IReadOnlyList<(string Id, string Text)> Clean { get; }

    public IReadOnlyList<(string Id, string Text)> Noisy { get; }

    public static Benchmark Cnil(string folder) => new(Path.Combine(folder, "cnil"), "cnil", onlyWithText: false);

    public static Benchmark ServicePublic(string folder) => new(Path.Combine(folder, "spf"), "spf-texte", onlyWithText: true);

    /// <summary>All 2,984 documents, for the measure of speed.</summary>
    public static IEnumerable<CorpusDocument> AllOfServicePublic(string folder) => Rows(Path.Combine(folder, "spf", "corpus.jsonl")).Select(Document);

    public Ranks Measure(CorpusSearch search, IReadOnlyList<(string Id, string Text)> questions) =>
        Ranks.Of(questions.Select(question => ((IReadOnlyList<string>)[.. search.Find(question.Text, 10).Select(hit => hit.Id)], (IReadOnlyCollection<string>)right[question.Id])));

    /// <summary>Messages put to one of ten themes, by the vote of the thirty nearest titles, each as much as its score to the fifth.</summary>
    public static double Themes(string folder, Weights weights)
    {
        var titles = File.ReadLines(Path.Combine(folder, "spf-themes", "train-titres.tsv")).Select(line => line.Split('\t')).Where(cells => cells.Length > 2).ToList();
        var messages = File.ReadLines(Path.Combine(folder, "spf-themes", "dev.tsv")).Select(line => line.Split('\t')).ToList();
        using var search = CorpusSearch.Index(titles.Select((cells, at) => new CorpusDocument(at.ToString(System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[2], "")), weights);
        return messages.Average(message => Theme(message[2]) == message[0] ? 1.0 : 0);

        string? Theme(string text)
        {
            var hits = search.Find(text, 30);
            return hits.GroupBy(hit => titles[int.Parse(hit.Id, System.Globalization.CultureInfo.InvariantCulture)][0])
                .MaxBy(theme => theme.Sum(hit => MathF.Pow(hit.Score / hits[0].Score, 5)))?.Key;
        }
    }

    private static CorpusDocument Document(JsonElement row) => new(Text(row, "id"), Text(row, "title"), Text(row, "theme"), Text(row, "text"));

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<JsonElement> Rows(string file) => File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);
}
