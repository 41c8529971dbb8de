namespace BrigadeNumerique.KnowledgeBase.Drafting.Checking;

/// <summary>Words whose change changes the fact, with those they exclude, from <c>contrasts.txt</c>.</summary>
internal sealed class Contrasts
{
    private readonly Dictionary<string, List<Contrast>> places = new(StringComparer.Ordinal);

    private Contrasts()
    {
        var classes = new List<string>();
        foreach (var (line, at) in CheckingFiles.Lines("contrasts.txt").Select((line, at) => (line, at)))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!classes.Contains(line[..colon])) classes.Add(line[..colon]);
            var values = line[(colon + 1)..].Split('|');
            for (var value = 0; value < values.Length; value++)
            {
                foreach (var word in values[value].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    var forms = Reading.FormsOf(Folding.Fold(word));
                    if (forms.Count != 1) continue;
                    var root = Verbs.Root(forms[0]);
                    if (!places.TryGetValue(root, out var list)) places[root] = list = [];
                    list.Add(new Contrast(classes.IndexOf(line[..colon]), at, value));
                }
            }
        }

        Classes = classes;
    }

    public static Contrasts Built { get; } = new();

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Where a root stands.</summary>
    public IReadOnlyList<Contrast> Of(string root) => places.TryGetValue(root, out var list) ? list : [];
}

/// <summary>A value of a line of contrasts.</summary>
/// <param name="Class">Number of its class.</param>
/// <param name="Line">Its line.</param>
/// <param name="Value">Which value of the line.</param>
internal readonly record struct Contrast(int Class, int Line, int Value);
