using System.Numerics.Tensors;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>What the ways of asking say of a question.</summary>
/// <param name="Articles">The share of each article, in their order.</param>
/// <param name="Learnt">Whether it was learnt, or its share is only what cannot be excluded.</param>
/// <param name="None">The share of none of them.</param>
internal sealed record Shares(float[] Articles, bool[] Learnt, float None);

/// <summary>How probable each article is by the ways in which it was asked before; and how probable that none is meant.</summary>
internal sealed class Askings
{
    /// <summary>An article with fewer variants would be learnt by its title's words alone, which the index knows better.</summary>
    private const int LeastVariants = 5;

    /// <summary>The weights grow with the articles: beyond so many the words must do.</summary>
    private const int MostArticles = 600;

    private readonly int[] labels;
    private readonly bool[] learnt;
    private readonly QuestionModel? model;

    private Askings(int[] labels, QuestionModel? model) => (this.labels, this.model, learnt) = (labels, model, Array.ConvertAll(labels, label => label >= 0));

    /// <summary>Questions that no article answers, to tell them apart.</summary>
    public static IReadOnlyList<string> Elsewhere { get; } = Embedded();

    /// <summary>Learns from the variants, titles and paragraphs of the articles. The same articles give the same model.</summary>
    public static Askings Learn(IReadOnlyList<PublishedArticle> articles, CancellationToken cancellationToken = default) => Learn(articles, Elsewhere, cancellationToken);

    /// <summary>Nothing learnt: the words decide alone.</summary>
    public static Askings None(IReadOnlyList<PublishedArticle> articles) => new(Labels(articles), null);

    /// <summary>What was learnt, for the articles that follow: each is known by its slug, a new one is not learnt yet.</summary>
    public Askings CarriedTo(IReadOnlyList<PublishedArticle> before, IReadOnlyList<PublishedArticle> after)
    {
        var known = before.Select((article, owner) => (article.Slug, Label: labels[owner])).ToDictionary(pair => pair.Slug, pair => pair.Label, StringComparer.Ordinal);
        return new Askings([.. after.Select(article => known.GetValueOrDefault(article.Slug, -1))], model);
    }

    /// <summary>With other questions that none answers, to measure them.</summary>
    internal static Askings Learn(IReadOnlyList<PublishedArticle> articles, IEnumerable<string> elsewhere, CancellationToken cancellationToken = default)
    {
        var labels = Labels(articles);
        var count = labels.Max(label => (int?)label) + 1 ?? 0;
        if (count == 0) return new Askings(labels, null);
        var examples = articles.SelectMany((article, owner) => labels[owner] < 0 ? [] : Ways(article.Content, labels[owner]));
        return new Askings(labels, QuestionModel.Learn([.. examples, .. elsewhere.Select(text => new Asked(text, count))], count + 1, cancellationToken));
    }

    /// <summary>The shares for a question. An article that was not learnt may be meant where none is, but not sooner than the likeliest.</summary>
    public Shares Of(string question)
    {
        if (model is null) return new Shares(new float[labels.Length], learnt, 0);
        var score = model.Score(question);
        var (none, likeliest) = (score[^1], TensorPrimitives.Max<float>(score.AsSpan(..^1)));
        return new Shares(Array.ConvertAll(labels, label => label < 0 ? Math.Min(none, likeliest) : score[label]), learnt, none);
    }

    /// <summary>Keeps it.</summary>
    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(model is not null);
        model?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote for the same articles.</summary>
    public static Askings Read(IReadOnlyList<PublishedArticle> articles, string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 16));
        return new Askings(Labels(articles), reader.ReadBoolean() ? QuestionModel.Read(reader) : null);
    }

    private static int[] Labels(IReadOnlyList<PublishedArticle> articles)
    {
        var next = 0;
        return [.. articles.Select(article => article.Content.Variants.Count >= LeastVariants && next < MostArticles ? next++ : -1)];
    }

    private static IEnumerable<Asked> Ways(ArticleContent content, int label) =>
    [
        // The title twice: it is what is asked most.
        new Asked(content.Question, label),
        new Asked(content.Question, label),
        .. content.Variants.Select(variant => new Asked(variant, label)),
        new Asked(content.Short, label),
        .. Parts.Split(content.Body).Select(part => new Asked(part, label, 0.5f)),
    ];

    private static List<string> Embedded()
    {
        using var stream = typeof(Askings).Assembly.GetManifestResourceStream("BrigadeNumerique.KnowledgeBase.Search.elsewhere.txt")!;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') lines.Add(line);
        }

        return lines;
    }
}
