using System.Diagnostics;

namespace BrigadeNumerique.Integration.DirectLine;

/// <summary>botframework-directlinejs from npm, unchanged. Web Chat, which needs a browser, is among the browser tests.</summary>
public sealed class NpmClientTests(Services services)
{
    [Theory]
    [InlineData("stream")]
    [InlineData("polling")]
    public async Task TheDirectLineClientFromNpmWorksUnchanged(string mode)
    {
        var script = Path.Combine(Clients.Folder, "directline.mjs");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Clients.Folder, "node_modules")), "The npm clients are not installed: npm ci in tests/Integration/Npm.");
        var service = await services.OnAsync(Engine.Sqlite);
        var start = new ProcessStartInfo("node", [script, service.Address.ToString().TrimEnd('/'), Service.Secret, mode]) { RedirectStandardError = true, RedirectStandardOutput = true };

        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, await error + await output);
    }
}
