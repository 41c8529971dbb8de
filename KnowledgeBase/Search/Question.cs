namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>One idea of a question: what was written, or what it may stand for.</summary>
/// <param name="Form">What was written.</param>
/// <param name="Alternatives">What is looked for, each with how much it counts; none: the index has nothing like it.</param>
internal sealed record Idea(string Form, IReadOnlyList<(string Stem, float Weight)> Alternatives);

/// <summary>A question as the index understands it.</summary>
/// <param name="Ideas">In their order, each once.</param>
/// <param name="Pairs">Neighbours among them.</param>
/// <param name="Kinds">The kinds of answer it asks for.</param>
/// <param name="Classes">The classes of words it has.</param>
internal sealed record Question(IReadOnlyList<Idea> Ideas, IReadOnlyList<string> Pairs, IReadOnlyList<string> Kinds, IReadOnlyCollection<string> Classes)
{
    /// <summary>A story of ten thousand words is told in its first ones.</summary>
    private const int Longest = 120;

    /// <summary>Reads a question against what the index knows.</summary>
    public static Question Read(string text, Vocabulary vocabulary, Synonyms synonyms, Weights weights)
    {
        if (text.Length > 4000) text = text[..4000];
        var words = French.Words(text, Longest);
        var ideas = new List<Idea>(words.Count);
        var main = new List<Word>(words.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var alternatives = new List<(string Stem, float Weight)>();
            var known = vocabulary.Knows(word.Form) || vocabulary.KnowsStem(word.Stem);
            if (known) alternatives.Add((word.Stem, 1f));

            var length = 1;
            foreach (var other in synonyms.At(words, i, out length)) Include(alternatives, other, weights.Synonym);
            if (!known && alternatives.Count == 0)
            {
                foreach (var (form, likelihood) in vocabulary.Near(word.Form, 4))
                {
                    Include(alternatives, French.Stem(form), weights.Corrected * likelihood);
                }
            }

            main.Add(alternatives.Count > 0 && !known ? new Word(word.Form, alternatives[0].Stem) : word);
            if (seen.Add(word.Stem)) ideas.Add(new Idea(word.Form, alternatives));
        }

        return new Question(ideas, [.. IndexWriting.Pairs(main).Distinct(StringComparer.Ordinal)], [.. French.Kinds(text)], WordClasses.Everyday.In(text));
    }

    private static void Include(List<(string Stem, float Weight)> alternatives, string stem, float weight)
    {
        if (!alternatives.Exists(known => known.Stem == stem)) alternatives.Add((stem, weight));
    }
}
