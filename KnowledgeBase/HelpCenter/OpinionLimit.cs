using Microsoft.Extensions.Options;

namespace BrigadeNumerique.KnowledgeBase.HelpCenter;

/// <summary>How often one address may say « utile »: twenty at once, then one every ten seconds.</summary>
internal sealed class OpinionLimit(IOptions<KnowledgeOptions> options) : AddressLimit(options, 20, TimeSpan.FromSeconds(10));
