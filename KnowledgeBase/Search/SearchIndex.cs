using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>One line of a ranking, with what the confidence is computed from.</summary>
/// <param name="Owner">The text's place among those indexed.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Score">Comparable within one ranking only.</param>
/// <param name="Coverage">Which share of the question's weight it has, 0 to 1.</param>
/// <param name="Nearest">How much of the question one single variant, or the title, has.</param>
/// <param name="Closeness">How near it lies in the space of the words' company.</param>
internal readonly record struct Ranked(int Owner, string Id, float Score, float Coverage, float Nearest, float Closeness);

/// <summary>One generation of the index, open for reading by any number of threads.</summary>
internal sealed class SearchIndex : IDisposable
{
    /// <summary>How many of the best by words alone say what the question is about.</summary>
    private const int Leading = 8;

    private readonly DirectoryReader reader;
    private readonly AtomicReader? leaf;
    private readonly Weights weights;
    private readonly Synonyms synonyms;
    private readonly LatentSpace space;
    private readonly int[] owners = [];
    private readonly string[] ids;
    private readonly Dictionary<string, float[]> lengths = new(StringComparer.Ordinal);
    private int closed;

    public SearchIndex(Directory directory, Weights weights, Synonyms synonyms)
    {
        this.weights = weights;
        this.synonyms = synonyms;
        reader = DirectoryReader.Open(directory);
        var data = reader.IndexCommit.UserData;
        Stamp = data["stamp"];
        ids = new string[int.Parse(data["owners"], System.Globalization.CultureInfo.InvariantCulture)];
        if (reader.Leaves.Count > 1) throw new InvalidDataException("An index is written as one segment.");
        if (reader.Leaves.Count == 1)
        {
            leaf = reader.Leaves[0].AtomicReader;
            owners = ReadOwners(leaf);
            ReadIds(leaf);
            foreach (var field in Fields.Whole) lengths[field] = ReadLengths(leaf, field, field == Fields.Body ? weights.BodyLength : weights.OtherLength);
            lengths[Fields.Near] = ReadLengths(leaf, Fields.Near, weights.NearLength);
            lengths[Fields.Stretch] = ReadLengths(leaf, Fields.Stretch, 0.3f);
        }

        Vocabulary = new Vocabulary(ReadVocabulary());
        space = LatentSpace.Learn(ReadWords());
    }

    private SearchIndex(SearchIndex same, Synonyms synonyms)
    {
        same.reader.IncRef();
        (reader, leaf, weights, space, owners, ids, lengths) = (same.reader, same.leaf, same.weights, same.space, same.owners, same.ids, same.lengths);
        (Stamp, Vocabulary, this.synonyms) = (same.Stamp, same.Vocabulary, synonyms);
    }

    /// <summary>The same texts, found with other everyday words: nothing is read again. Both are closed, each for itself.</summary>
    public SearchIndex With(Synonyms other) => new(this, other);

    /// <summary>What it was made from.</summary>
    public string Stamp { get; }

    /// <summary>How many texts it has.</summary>
    public int Count => ids.Length;

    /// <summary>The words it knows.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The texts for a question, best first; equal scores in the order of indexing.</summary>
    public List<Ranked> Rank(string question, int take)
    {
        if (leaf is null || take < 1) return [];
        return Rank(Question.Read(question, Vocabulary, synonyms, weights), take);
    }

    /// <summary>Begins a use; false when it is closed already.</summary>
    public bool Enter() => reader.TryIncRef();

    /// <summary>Ends a use.</summary>
    public void Leave() => reader.DecRef();

    /// <summary>Closes it once every use has ended.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0) reader.DecRef();
    }

    private List<Ranked> Rank(Question question, int take)
    {
        var board = new Board(ids.Length, owners.Length);
        var postings = new Postings(leaf!);
        var total = 0f;
        foreach (var idea in question.Ideas)
        {
            var rarity = 0f;
            foreach (var (stem, weight) in idea.Alternatives)
            {
                var idf = ScoreWhole(board, postings, stem, weight);
                rarity = Math.Max(rarity, weight * idf);
                if (idf == 0) continue;
                ScoreUnits(board.Near, board, postings, Fields.Near, stem, weight * idf, weights.NearSaturation);
                ScoreUnits(board.Stretch, board, postings, Fields.Stretch, stem, weight * idf, weights.K1);
            }

            total += idea.Alternatives.Count == 0 ? Rarity(1) * weights.Unknown : rarity;
            board.Settle(rarity);
            Refine(board, postings, IndexWriting.Exactly(idea.Form), weights.Form);
        }

        foreach (var kind in question.Kinds) Refine(board, postings, kind, weights.Kind);
        foreach (var name in question.Classes) Refine(board, postings, name, weights.Class);

        foreach (var pair in question.Pairs) ScorePair(board, postings, pair);
        var meaning = question.Ideas.SelectMany(idea => idea.Alternatives).Concat(question.Classes.Select(name => (name, 1f)));
        var closeness = weights.Latent == 0 ? [] : space.Closeness(meaning, board.Leaders(Leading, weights, owners), weights.Feedback);
        return board.Best(take, total, weights, owners, ids, closeness);
    }

    /// <summary>What tells apart texts that share the words.</summary>
    private void Refine(Board board, Postings postings, string term, float weight)
    {
        if (weight == 0) return;
        var idf = ScoreWhole(board, postings, term, weight);
        if (idf > 0) ScoreUnits(board.Near, board, postings, Fields.Near, term, weight * idf, weights.NearSaturation);
        board.Settle(0);
    }

    private float ScoreWhole(Board board, Postings postings, string stem, float weight)
    {
        foreach (var field in Fields.Whole)
        {
            var share = weights.Of(field);
            if (share == 0 || postings.Of(field, stem) is not { } documents) continue;
            var norm = lengths[field];
            for (var d = documents.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.NextDoc())
            {
                board.Count(owners[d], share * documents.Freq / norm[d]);
            }
        }

        var idf = Rarity(board.Touched.Count);
        board.Saturate(weight * idf, weights.K1);
        return idf;
    }

    private void ScoreUnits(float[] scores, Board board, Postings postings, string field, string stem, float worth, float saturation)
    {
        if (postings.Of(field, stem) is not { } documents) return;
        var norm = lengths[field];
        for (var d = documents.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.NextDoc())
        {
            var count = documents.Freq / norm[d];
            board.AddUnit(scores, d, worth * count * (1 + saturation) / (count + saturation));
        }
    }

    private void ScorePair(Board board, Postings postings, string pair)
    {
        if (postings.Of(Fields.Pair, pair) is not { } documents) return;
        foreach (var (owner, frequency) in Read(documents)) board.Count(owner, frequency);
        board.Saturate(weights.Pair * Rarity(board.Touched.Count), weights.K1);
        board.Settle(0);
    }

    private List<(int Owner, float Frequency)> Read(DocsEnum documents)
    {
        var read = new List<(int, float)>();
        for (var d = documents.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.NextDoc()) read.Add((owners[d], documents.Freq));
        return read;
    }

    private float Rarity(int documents) => documents == 0 ? 0 : MathF.Log(1 + ((ids.Length - documents + 0.5f) / (documents + 0.5f)));

    private static int[] ReadOwners(AtomicReader leaf)
    {
        var values = leaf.GetNumericDocValues(Fields.Owner);
        var owners = new int[leaf.MaxDoc];
        for (var d = 0; d < owners.Length; d++) owners[d] = (int)values.Get(d);
        return owners;
    }

    private void ReadIds(AtomicReader leaf)
    {
        var whole = leaf.GetDocsWithField(Fields.Length(Fields.Title));
        for (var d = 0; d < leaf.MaxDoc; d++)
        {
            if (whole.Get(d)) ids[owners[d]] = leaf.Document(d).GetField("id").GetStringValue(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What a count is divided by: more than 1 in a text longer than most.</summary>
    private static float[] ReadLengths(AtomicReader leaf, string field, float matter)
    {
        var norms = new float[leaf.MaxDoc];
        Array.Fill(norms, 1f);
        var values = leaf.GetNumericDocValues(Fields.Length(field));
        if (values is null) return norms;
        var has = leaf.GetDocsWithField(Fields.Length(field));
        var (sum, count) = (0d, 0);
        for (var d = 0; d < norms.Length; d++)
        {
            if (has.Get(d) && values.Get(d) > 0) (sum, count) = (sum + values.Get(d), count + 1);
        }

        var average = count == 0 ? 1f : (float)(sum / count);
        for (var d = 0; d < norms.Length; d++) norms[d] = 1 - matter + (matter * values.Get(d) / average);
        return norms;
    }

    /// <summary>The weighted words of each text, out of the index itself: nothing else has to be kept in step with it.</summary>
    private Dictionary<string, float>[] ReadWords()
    {
        var words = Array.ConvertAll(ids, _ => new Dictionary<string, float>(StringComparer.Ordinal));
        DocsEnum? documents = null;
        foreach (var field in Fields.Whole)
        {
            if (leaf?.GetTerms(field)?.GetEnumerator() is not { } terms) continue;
            var share = weights.InSpace(field);
            while (share > 0 && terms.MoveNext())
            {
                var term = terms.Term.Utf8ToString();
                if (term[0] is '=' or '?' ) continue;
                documents = terms.Docs(leaf.LiveDocs, documents, DocsFlags.FREQS);
                for (var d = documents.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.NextDoc())
                {
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(words[owners[d]], term, out _) += share * documents.Freq;
                }
            }
        }

        return words;
    }

    private IEnumerable<(string Form, int Documents)> ReadVocabulary()
    {
        if (leaf?.GetTerms(Fields.Form) is not { } terms) yield break;
        var each = terms.GetEnumerator();
        while (each.MoveNext()) yield return (each.Term.Utf8ToString(), each.DocFreq);
    }

    /// <summary>The postings of one search: dictionaries are opened once a field.</summary>
    private sealed class Postings(AtomicReader leaf)
    {
        private readonly Dictionary<string, TermsEnum?> dictionaries = new(StringComparer.Ordinal);
        private DocsEnum? reuse;

        public DocsEnum? Of(string field, string term)
        {
            if (!dictionaries.TryGetValue(field, out var terms)) dictionaries[field] = terms = leaf.GetTerms(field)?.GetEnumerator();
            if (terms is null || !terms.SeekExact(new BytesRef(term))) return null;
            return reuse = terms.Docs(leaf.LiveDocs, reuse, DocsFlags.FREQS);
        }
    }
}
