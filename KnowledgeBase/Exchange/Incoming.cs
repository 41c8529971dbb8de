using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>One article of a source, read and checked.</summary>
/// <param name="File">Where it was found, for messages.</param>
/// <param name="Slug">Its address, unless it is known under another one by its origin.</param>
/// <param name="Content">Its words; <see cref="ArticleContent.Origin"/> is set where the source says.</param>
/// <param name="Topic">A heading to make if there is none of that address; null: it exists.</param>
/// <param name="OntoKnown">Puts these words over those of a known article, whose other fields stay.</param>
internal sealed record Incoming(string File, string Slug, ArticleContent Content, NewTopic? Topic, Func<ArticleContent, ArticleContent> OntoKnown);

/// <summary>A heading that a source brings.</summary>
internal sealed record NewTopic(string Slug, string Title);

/// <summary>What a source holds.</summary>
internal sealed class Reading
{
    private readonly Dictionary<string, Incoming> bySlug = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Incoming> Articles => bySlug.Values;

    /// <summary>All that is wrong; one is enough for nothing to change.</summary>
    public List<SourceFault> Faults { get; } = [];

    /// <summary>What was left aside and why, in French.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Files that hold no article.</summary>
    public int Ignored { get; set; }

    /// <summary>Reads every file, one fault after the other.</summary>
    public static Reading Of(SourceFiles files, Action<int, int>? progress, Action<Reading, SourceFile> read, CancellationToken cancellationToken)
    {
        var reading = new Reading();
        for (var place = 0; place < files.All.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                read(reading, files.All[place]);
            }
            catch (SourceException bad)
            {
                reading.Faults.Add(bad.Fault);
            }

            progress?.Invoke(place + 1, files.All.Count);
        }

        return reading;
    }

    /// <summary>Adds an article, or says which file has it already.</summary>
    public void Add(Incoming article)
    {
        if (!bySlug.TryAdd(article.Slug, article)) Faults.Add(new SourceFault(article.File, null, null, $"« {article.Slug} » est aussi dans {bySlug[article.Slug].File}."));
    }
}
