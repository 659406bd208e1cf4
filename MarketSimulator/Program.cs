using System.Runtime.InteropServices;
using QuantPlatform.MarketSimulator;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n--help shows the options.");
    return 2;
}

if (line.Help)
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

try
{
    IMarketSource source = line.Tape is { } tape
        ? TapeMarket.Load(tape, new TapeOptions { Speed = line.Speed, Start = line.Start })
        : new SyntheticMarket(line.Seed);
    var options = new ExchangeOptions { Address = line.Address, Port = line.Url.Port, PingInterval = line.Ping, FaultControl = line.Faults };
    using var logging = LoggerFactory.Create(b => b.AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace));
    await using var exchange = await ExchangeServer.Start(source, options, logging: logging);

    Console.WriteLine($"Streams {exchange.MarketUrl}  REST {exchange.RestUrl}  {source.Symbols.Count} symbols{(line.Tape is null ? "" : $" from {line.Tape}")}");
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    await stop.Task;
    return 0;
}
catch (InvalidDataException e)
{
    await Console.Error.WriteLineAsync($"--tape: {e.Message}");
    return 2;
}
catch (IOException e)
{
    await Console.Error.WriteLineAsync($"--urls: cannot listen on {line.Url}: {e.Message}");
    return 1;
}
