namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>The words of the articles that come with the product: how rare they are, and their roots.</summary>
internal static class Rarity
{
    private static readonly Lazy<(Dictionary<string, int> Articles, Dictionary<string, string> Roots, int Count)> Counted = new(Count);

    /// <summary>0 for what stands in every article, 1 for what stands in none.</summary>
    public static double Of(string root) => Counted.Value.Articles.TryGetValue(root, out var articles) ? 1 - (Math.Log(1 + articles) / Math.Log(2 + Counted.Value.Count)) : 1;

    /// <summary>The root of a form, at hand for all words of the articles; words of people are not kept.</summary>
    public static string RootOf(string form) => Counted.Value.Roots.TryGetValue(form, out var root) ? root : Verbs.Root(form);

    private static (Dictionary<string, int> Articles, Dictionary<string, string> Roots, int Count) Count()
    {
        var (articles, roots, count) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal), 0);
        var assembly = typeof(Rarity).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Seed.Articles.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            var body = text[(text.IndexOf("\n---", 4, StringComparison.Ordinal) + 4)..];
            count++;
            var forms = Reading.FormsOf(Folding.Fold(body)).ToHashSet(StringComparer.Ordinal);
            foreach (var form in forms) roots.TryAdd(form, Verbs.Root(form));
            foreach (var root in forms.Select(form => roots[form]).Distinct(StringComparer.Ordinal)) articles[root] = articles.GetValueOrDefault(root) + 1;
        }

        return (articles, roots, count);
    }
}
