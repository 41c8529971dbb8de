namespace BrigadeNumerique.Integration.Commands;

public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("brigade-commands-");

    [Fact]
    public async Task TriageKeepsTheOrderAndSpeaksThePolicysWords()
    {
        var (input, output) = (Write("in.jsonl", """{"id":"a","text":"bonjour"}""", """{"id":"b","text":"il me frappe avec un couteau au secours"}""", """{"id":"c","text":""}"""), PathOf("out.jsonl"));

        var (code, error) = await ServiceProcess.RunAsync("triage", "--in", input, "--out", output);

        Assert.True(code == 0, error);
        var rows = Rows(output);
        Assert.Equal(["a", "b", "c"], rows.Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(("other", "normal", "greeting"), (Of(rows[0], "route"), Of(rows[0], "urgency"), Of(rows[0], "intent")));
        Assert.Equal(("emergency", "vital", "emergency"), (Of(rows[1], "route"), Of(rows[1], "urgency"), Of(rows[1], "intent")));
        Assert.Contains("17", rows[1].GetProperty("numbers").EnumerateArray().Select(number => number.GetString()));
        Assert.Empty(rows[0].GetProperty("numbers").EnumerateArray());
        Assert.True(rows[1].GetProperty("ms").GetDouble() > 0);
    }

    [Fact]
    public async Task ConverseRemembersWhatWasSaidAndTakesAGivenLineOfTheAssistant()
    {
        var input = Write("in.jsonl",
            """{"id":"1","turns":[{"text":"mon compagnon est violent avec moi depuis des mois","bot":"Êtes-vous en sécurité en ce moment ?"},{"text":"non il arrive"}]}""",
            """{"id":"2","turns":[{"text":"bonjour"},{"text":"je veux parler à un gendarme"}]}""");
        var output = PathOf("out.jsonl");

        var (code, error) = await ServiceProcess.RunAsync("converse", "--in", input, "--out", output);

        Assert.True(code == 0, error);
        var rows = Rows(output);
        var first = rows[0].GetProperty("turns").EnumerateArray().ToList();
        Assert.Equal(("emergency", "waiting"), (Of(first[1], "route"), Of(first[1], "state")));
        Assert.Contains("17", Of(first[1], "reply"), StringComparison.Ordinal);
        var second = rows[1].GetProperty("turns").EnumerateArray().ToList();
        Assert.Equal(("bot", "waiting"), (Of(second[0], "state"), Of(second[1], "state")));
        Assert.Equal("human", Of(second[1], "route"));
    }

    [Fact]
    public async Task TheModelsThatAreKeptAreListedAndAnOldDecisionIsReplayedWithOneOfThem()
    {
        var (input, output) = (Write("in.jsonl", """{"id":"a","text":"il me frappe avec un couteau au secours"}"""), PathOf("out.jsonl"));

        var (listed, models) = await ServiceProcess.RunForOutputAsync("train", "--list");
        var (code, error) = await ServiceProcess.RunAsync("triage", "--in", input, "--out", output, "--model", "rules " + models.Split('\t')[0]);
        var (missing, why) = await ServiceProcess.RunAsync("triage", "--in", input, "--out", output, "--model", "c0-absent");

        Assert.Equal(0, listed);
        Assert.Contains("en service", models, StringComparison.Ordinal);
        Assert.True(code == 0, error);
        Assert.Equal("emergency", Of(Assert.Single(Rows(output)), "route"));
        Assert.Equal(2, missing);
        Assert.Contains("c0-absent", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("triage")]
    [InlineData("triage", "--in", "x")]
    [InlineData("inconnue")]
    [InlineData("ask", "--in", "x", "--out", "y", "--top", "0")]
    public async Task BadArgumentsExitWith2(params string[] arguments)
    {
        var (code, error) = await ServiceProcess.RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task ABadLineExitsWith1NamesTheLineAndLeavesNoOutput()
    {
        var (input, output) = (Write("in.jsonl", """{"id":"a","text":"bonjour"}""", "{pas du json"), PathOf("out.jsonl"));

        var (code, error) = await ServiceProcess.RunAsync("triage", "--in", input, "--out", output);

        Assert.Equal(1, code);
        Assert.Contains("ligne 2", error, StringComparison.Ordinal);
        Assert.Equal(["in.jsonl"], folder.EnumerateFiles().Select(file => file.Name));
    }

    [Theory]
    [InlineData("--DirectLine:TokenLifetime=00:00:01", "DirectLine:TokenLifetime")]
    [InlineData("--RateLimits:Factor=-3", "RateLimits:Factor")]
    [InlineData("--Triage:SilenceMinutes=0", "Triage:SilenceMinutes")]
    [InlineData("--Triage:SilenceMinutes=61", "Triage:SilenceMinutes")]
    [InlineData("--Chat:ExitAddress=nulle part", "Chat:ExitAddress")]
    [InlineData("--DirectLine:AllowedOrigins:0=mairie.fr/", "DirectLine:AllowedOrigins")]
    public async Task AValueOutOfRangeStopsTheStartWithOneLineThatNamesTheKey(string argument, string key)
    {
        var (code, error) = await ServiceProcess.RunAsync(argument, "--Logging:LogLevel:Default=None");

        Assert.Equal(1, code);
        Assert.Contains(key, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressInUseStopsTheStartWithOneLineThatNamesIt()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        var (code, output, error) = await ServiceProcess.RunWholeAsync($"--Urls={address}");

        Assert.Equal(1, code);
        Assert.Contains(address, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Of(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static List<JsonElement> Rows(string file) => [.. File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement)];

    private string Write(string name, params string[] lines)
    {
        File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);
}
