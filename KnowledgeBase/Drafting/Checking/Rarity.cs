namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>How rare words are in the articles that come with the product.</summary>
internal static class Rarity
{
    private static readonly Lazy<(Dictionary<string, int> Articles, int Count)> Counted = new(Count);

    /// <summary>0 for what stands in every article, 1 for what stands in none.</summary>
    public static double Of(string root) => Counted.Value.Articles.TryGetValue(root, out var articles) ? 1 - (Math.Log(1 + articles) / Math.Log(2 + Counted.Value.Count)) : 1;

    private static (Dictionary<string, int> Articles, int Count) Count()
    {
        var (articles, count) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        var assembly = typeof(Rarity).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Seed.Articles.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            var body = text[(text.IndexOf("\n---", 4, StringComparison.Ordinal) + 4)..];
            count++;
            foreach (var root in Reading.FormsOf(Folding.Fold(body)).Select(Verbs.Root).Distinct(StringComparer.Ordinal)) articles[root] = articles.GetValueOrDefault(root) + 1;
        }

        return (articles, count);
    }
}
