using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Hands Lucene terms that are ready.</summary>
internal sealed class WordStream : TokenStream
{
    private readonly ICharTermAttribute term;
    private readonly IEnumerator<string> terms;

    public WordStream(IEnumerable<string> terms)
    {
        this.terms = terms.GetEnumerator();
        term = AddAttribute<ICharTermAttribute>();
    }

    public override bool IncrementToken()
    {
        if (!terms.MoveNext()) return false;
        ClearAttributes();
        term.SetEmpty().Append(terms.Current);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) terms.Dispose();
        base.Dispose(disposing);
    }
}
