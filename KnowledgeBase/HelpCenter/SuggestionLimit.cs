using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>How often one address may ask for suggestions: two hundred at once, then twenty a second. A whole barracks may share one.</summary>
public sealed class SuggestionLimit(IOptions<KnowledgeOptions> options) : AddressLimit(options, 200, TimeSpan.FromMilliseconds(50));
