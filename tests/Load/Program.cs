using BenchmarkDotNet.Running;
using BrigadeNumerique.Load;

// The service is started as a process of its own, on the same two cores as the citizens who load it.
return args switch
{
    ["turns", .. var rest] => await TurnLoad.RunAsync(rest),
    ["page", .. var rest] => await PageLoad.RunAsync(rest),
    ["start"] => await StartLoad.RunAsync(),
    ["parts", .. var rest] => Parts(rest),
    _ => Usage(),
};

static int Parts(string[] rest)
{
    BenchmarkSwitcher.FromAssembly(typeof(TurnLoad).Assembly).Run(rest);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        turns [--conversations 1000] [--rate 200] [--seconds 60] [--postgres "Host=…"]   turns at a rate (0: as fast as it goes), over the stream
        page [--runs 5]                                                                  bytes of the citizen's page, and when one can type on a slow phone
        start                                                                            first and later start, until ready
        parts --filter *                                                                 screen, triage and search by themselves
        """);
    return 2;
}
