using System.IO.Compression;
using System.Text.Json;
using BrigadeNumerique.KnowledgeBase.Articles;

namespace BrigadeNumerique.KnowledgeBase.Exchange;

/// <summary>One article of a source, read and checked.</summary>
internal sealed record Incoming
{
    private readonly byte[] packed;

    /// <summary>Takes it in.</summary>
    /// <param name="file">Where it was found, for messages.</param>
    /// <param name="slug">Its address, unless it is known under another one by its origin.</param>
    /// <param name="content">Its words; <see cref="ArticleContent.Origin"/> is set where the source says.</param>
    /// <param name="topic">A heading to make if there is none of that address; null: it exists.</param>
    /// <param name="onto">Puts these words (second) over those of a known article (first), whose other fields stay.</param>
    public Incoming(string file, string slug, ArticleContent content, NewTopic? topic, Func<ArticleContent, ArticleContent, ArticleContent> onto)
    {
        (File, Slug, Topic, Onto, Origin) = (file, slug, topic, onto, content.Origin);
        packed = Pack(content);
    }

    public string File { get; }

    public string Slug { get; }

    public NewTopic? Topic { get; }

    public ArticleOrigin? Origin { get; }

    /// <summary>Its words. Thousands of articles wait at once for the last of them to be checked: meanwhile they are packed.</summary>
    public ArticleContent Content => Unpack(packed);

    private Func<ArticleContent, ArticleContent, ArticleContent> Onto { get; }

    /// <summary>These words over those of a known article.</summary>
    public ArticleContent OntoKnown(ArticleContent known) => Onto(known, Content);

    /// <summary>The same article in other words.</summary>
    public Incoming With(ArticleContent content, Func<ArticleContent, ArticleContent, ArticleContent>? onto = null) => new(File, Slug, content, Topic, onto ?? Onto);

    private static byte[] Pack(ArticleContent content)
    {
        using var bytes = new MemoryStream();
        using (var pressed = new DeflateStream(bytes, CompressionLevel.Fastest)) JsonSerializer.Serialize(pressed, content, ContentJsonContext.Default.ArticleContent);
        return bytes.ToArray();
    }

    private static ArticleContent Unpack(byte[] packed)
    {
        using var pressed = new DeflateStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(pressed, ContentJsonContext.Default.ArticleContent)!;
    }
}

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
