using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>The fields of the index.</summary>
internal static class Fields
{
    public const string Owner = "owner", Title = "title", Theme = "theme", Short = "short", Body = "body", Variants = "variants",
        Near = "near", Stretch = "stretch", Pair = "pair", Form = "form";

    /// <summary>Those an article as a whole is scored by.</summary>
    public static readonly string[] Whole = [Title, Theme, Short, Body, Variants];

    /// <summary>Where the number of words of a field is kept: Lucene's own norm has eight bits.</summary>
    public static string Length(string field) => field + "#";
}

/// <summary>Writes one generation of the index.</summary>
internal static class IndexWriting
{
    /// <summary>Words in a stretch of a long text; the next one begins half way.</summary>
    private const int StretchLength = 60;

    private static readonly FieldType Counted = new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS };

    private static readonly FieldType Kept = new() { IsStored = true };

    /// <summary>Writes all of it or throws: a directory without a commit is no index.</summary>
    /// <param name="directory">An empty one.</param>
    /// <param name="texts">What to index; their order breaks ties.</param>
    /// <param name="stamp">What the index was made from, to be compared later.</param>
    /// <param name="cancellationToken">Stops it; nothing is committed then.</param>
    public static void Write(Directory directory, IEnumerable<SearchText> texts, string stamp, CancellationToken cancellationToken)
    {
        // One file for all would be written a second time: what is merged last stays as it is, whatever its size.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer()) { OpenMode = OpenMode.CREATE, RAMBufferSizeMB = 64, UseCompoundFile = false };
        using var writer = new IndexWriter(directory, config);
        var owner = 0;
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(writer, text, owner++);
        }

        writer.ForceMerge(1);
        writer.SetCommitData(new Dictionary<string, string> { ["stamp"] = stamp, ["owners"] = owner.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        writer.Commit();
    }

    private static void Add(IndexWriter writer, SearchText text, int owner)
    {
        var title = French.Words(text.Title);
        var theme = French.Words(text.Theme);
        var brief = French.Words(text.Short);
        var body = French.Words(text.Body);
        var variants = text.Variants.Select(variant => French.Words(variant)).ToList();
        var classes = text.Variants.Select(WordClasses.Everyday.In).ToList();

        var whole = Unit(owner);
        whole.Add(new Field("id", text.Id, Kept));
        AddStems(whole, Fields.Title, title, Exactly(title).Concat(French.Kinds(text.Title)));
        AddStems(whole, Fields.Theme, theme);
        AddStems(whole, Fields.Short, brief);
        AddStems(whole, Fields.Body, body);
        List<Word> all = [.. variants.SelectMany(words => words)];
        AddStems(whole, Fields.Variants, all, Exactly(all).Concat(classes.SelectMany(names => names)));
        List<List<Word>> parts = [title, theme, brief, body, .. variants];
        Add(whole, Fields.Form, parts.SelectMany(words => words).Select(word => word.Form));
        Add(whole, Fields.Pair, parts.SelectMany(Pairs));
        writer.AddDocument(whole);

        // A text without variants is measured by its words alone: the class of a title's word is in half of all long questions.
        AddNear(writer, owner, text.Title, title, text.Variants.Count > 0 ? WordClasses.Everyday.In(text.Title) : []);
        for (var at = 0; at < variants.Count; at++) AddNear(writer, owner, text.Variants[at], variants[at], classes[at]);

        List<Word> running = [.. brief, .. body];
        for (var start = 0; start < running.Count; start += StretchLength / 2)
        {
            var stretch = Unit(owner);
            AddStems(stretch, Fields.Stretch, running.GetRange(start, Math.Min(StretchLength, running.Count - start)));
            writer.AddDocument(stretch);
            if (start + StretchLength >= running.Count) break;
        }
    }

    private static void AddNear(IndexWriter writer, int owner, string asked, List<Word> words, IEnumerable<string> classes)
    {
        var near = Unit(owner);
        AddStems(near, Fields.Near, words, Exactly(words).Concat(French.Kinds(asked)).Concat(classes));
        writer.AddDocument(near);
    }

    /// <summary>Neighbours, whichever comes first: « carte volée » and « vol de carte ».</summary>
    public static IEnumerable<string> Pairs(List<Word> words)
    {
        for (var i = 1; i < words.Count; i++) yield return Pair(words[i - 1].Stem, words[i].Stem);
    }

    /// <summary>One pair as a term.</summary>
    public static string Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? $"{one} {other}" : $"{other} {one}";

    private static Document Unit(int owner) => [new NumericDocValuesField(Fields.Owner, owner)];

    /// <summary>The very forms, as terms which no stem can be.</summary>
    public static IEnumerable<string> Exactly(List<Word> words) => words.Select(word => Exactly(word.Form));

    /// <summary>One of them.</summary>
    public static string Exactly(string form) => "=" + form;

    private static void AddStems(Document unit, string field, List<Word> words, IEnumerable<string>? more = null)
    {
        Add(unit, field, words.Select(word => word.Stem).Concat(more ?? []));
        unit.Add(new NumericDocValuesField(Fields.Length(field), words.Count));
    }

    private static void Add(Document unit, string field, IEnumerable<string> terms) =>
        unit.Add(new Field(field, new WordStream(terms), Counted));
}
