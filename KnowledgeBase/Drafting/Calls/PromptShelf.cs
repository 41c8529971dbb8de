using Microsoft.SemanticKernel;

namespace BrigadeNumerique.KnowledgeBase.Drafting.Calls;

/// <summary>
/// The prompts of the product: for each a template (<c>Prompts/answer.v2.skprompt.txt</c>) and its settings
/// (<c>Prompts/answer.v2.config.json</c>), in the form Semantic Kernel reads. A prompt that changes gets the next version, so that
/// the record of calls says which words were used.
/// </summary>
internal static class PromptShelf
{
    private const string Folder = "BrigadeNumerique.KnowledgeBase.Drafting.Prompts.";

    private static readonly Lazy<IReadOnlyDictionary<string, KernelFunction>> Read = new(() => Names().ToDictionary(name => name, Load, StringComparer.Ordinal));

    /// <summary>All prompts by name and version, « answer.v2 ».</summary>
    public static IReadOnlyDictionary<string, KernelFunction> All => Read.Value;

    private static IEnumerable<string> Names() => typeof(PromptShelf).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".skprompt.txt", StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^".skprompt.txt".Length]);

    private static KernelFunction Load(string name)
    {
        var config = PromptTemplateConfig.FromJson(Text(name + ".config.json"));
        config.Name = name.Replace('.', '_');
        config.Template = Text(name + ".skprompt.txt");
        return KernelFunctionFactory.CreateFromPrompt(config);
    }

    private static string Text(string file)
    {
        using var stream = typeof(PromptShelf).Assembly.GetManifestResourceStream(Folder + file) ?? throw new InvalidOperationException($"The prompt {file} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
