using System.Globalization;
using System.Net;

namespace QuantPlatform.MarketSimulator;

/// <summary>The options of the stand-alone exchange.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        A simulated exchange that speaks the protocol of Binance USD-M futures.

          --urls URL        where it listens (default http://127.0.0.1:5090; port 0 = any)
          --seed N          which synthetic market it trades (default 1)
          --tape FILE       play a recording (.jsonl or .jsonl.gz of frames) instead of the synthetic market
          --speed N|max     seconds of the tape per second (default 1; 0 or max = as fast as the readers take it)
          --start WHEN      subscribe (default: when the first client subscribes) or now
          --ping SECONDS    time between the server's pings (default 180)
          --faults          let POST /faults/... switch faults; GET /faults lists them
          --help            this text

        Clients use ws://HOST:PORT/market and http://HOST:PORT.
        """;

    public Uri Url { get; private init; } = new("http://127.0.0.1:5090");

    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    public ulong Seed { get; private init; } = 1;

    public string? Tape { get; private init; }

    public double Speed { get; private init; } = 1;

    public TapeStart Start { get; private init; }

    public TimeSpan Ping { get; private init; } = TimeSpan.FromMinutes(3);

    public bool Faults { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
    /// <exception cref="FormatException">The message names the option and what it takes.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var options = new CommandLine();
        var tapeOnly = "";
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            string Value() => inline ?? (++i < args.Count ? args[i] : throw new FormatException($"{name}: a value is missing."));
            if (name is "--speed" or "--start")
                tapeOnly = name;
            options = name switch
            {
                "--help" or "-h" => options with { Help = true },
                "--faults" => options with { Faults = true },
                "--urls" => options.WithUrl(Value()),
                "--seed" => options with { Seed = ParseSeed(Value()) },
                "--tape" => options with { Tape = ParseTape(Value()) },
                "--speed" => options with { Speed = ParseSpeed(Value()) },
                "--start" => options with { Start = ParseStart(Value()) },
                "--ping" => options with { Ping = ParsePing(Value()) },
                _ => throw new FormatException($"{name}: unknown option."),
            };
        }

        return tapeOnly.Length > 0 && options.Tape is null ? throw new FormatException($"{tapeOnly}: only with --tape.") : options;
    }

    private static ulong ParseSeed(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new FormatException($"--seed: '{text}' is not a whole number >= 0.");

    private static string ParseTape(string text) => File.Exists(text) ? text : throw new FormatException($"--tape: no file '{text}'.");

    private static double ParseSpeed(string text)
    {
        if (text == "max")
            return 0;
        return double.TryParse(text.TrimStart('x'), NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed >= 0 && double.IsFinite(speed)
            ? speed
            : throw new FormatException($"--speed: '{text}' is neither a number >= 0 nor max.");
    }

    private static TapeStart ParseStart(string text) => text switch
    {
        "subscribe" => TapeStart.FirstSubscription,
        "now" => TapeStart.AtOnce,
        _ => throw new FormatException($"--start: '{text}' is neither subscribe nor now."),
    };

    private static TimeSpan ParsePing(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"--ping: '{text}' is not a number of seconds in (0, 86400].");

    private CommandLine WithUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
            throw new FormatException($"--urls: '{text}' is not one address like http://127.0.0.1:5090.");
        if (url.Host == "localhost")
            return this with { Url = url, Address = IPAddress.Loopback };
        return IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
            ? this with { Url = url, Address = address }
            : throw new FormatException($"--urls: '{url.Host}' is neither localhost nor an IP address.");
    }
}
