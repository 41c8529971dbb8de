using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BrigadeNumerique.Browser;

/// <summary>axe-core on a page.</summary>
internal static class Soundness
{
    /// <summary>To describe what is right as well takes axe a third of its time.</summary>
    private static readonly AxeRunOptions Options = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>axe finds nothing serious or critical.</summary>
    public static async Task IsSoundAsync(this IPage page)
    {
        await StandsStillAsync(page);
        var findings = await page.RunAxe(Options);
        Assert.Empty(findings.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
    }

    /// <summary>What is still fading in has no contrast yet. What moves without end is not waited for.</summary>
    private static Task StandsStillAsync(IPage page) => page.EvaluateAsync("""
        async () => {
          const frame = () => new Promise(requestAnimationFrame);
          await frame(), await frame();
          const ending = document.getAnimations().filter(a => Number.isFinite(a.effect?.getComputedTiming().endTime));
          await Promise.allSettled(ending.map(a => a.finished));
        }
        """);
}
