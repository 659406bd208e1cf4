using Orleans;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Contracts.Pairs;

/// <summary>How the hedge ratio is estimated.</summary>
public enum HedgeMethod
{
    Ols,
    Tls,
    Huber,
    TheilSen,
    Kalman,
}

/// <summary>What is regressed: log prices or prices.</summary>
public enum PriceTransform
{
    Log,
    Level,
}

/// <summary>Parameters of the Kalman estimator: either <paramref name="Delta"/>, or all of Q, R and P0.</summary>
[GenerateSerializer, Immutable, Alias("KalmanParameters")]
public sealed record KalmanParameters(
    [property: Id(0)] double? Delta,
    [property: Id(1)] double? Q,
    [property: Id(2)] double? R,
    [property: Id(3)] double? P0);

/// <summary>What a user may say about a pair; everything but the two legs has a default.</summary>
[GenerateSerializer, Immutable, Alias("PairSettings")]
public sealed record PairSettings
{
    public const int MinWindow = 10;
    public const int MaxWindow = 5_000;

    /// <summary>Shown name; null: <c>Y/X</c>. At most 80 characters.</summary>
    [Id(0)] public string? Name { get; init; }

    /// <summary>Dependent leg.</summary>
    [Id(1)] public required SymbolKey Y { get; init; }

    /// <summary>Independent leg.</summary>
    [Id(2)] public required SymbolKey X { get; init; }

    [Id(3)] public Interval Interval { get; init; } = Interval.OneMinute;

    /// <summary>Hedge window W in points, 10 to 5,000.</summary>
    [Id(4)] public int Window { get; init; } = 240;

    /// <summary>z-window Z in points, 10 to 5,000.</summary>
    [Id(5)] public int ZWindow { get; init; } = 60;

    [Id(6)] public HedgeMethod Method { get; init; } = HedgeMethod.Ols;

    [Id(7)] public PriceTransform Transform { get; init; } = PriceTransform.Log;

    [Id(8)] public bool Intercept { get; init; } = true;

    /// <summary>Entry threshold of |z|. 0 &lt;= exit &lt; entry &lt; stop.</summary>
    [Id(9)] public double Entry { get; init; } = 2.0;

    [Id(10)] public double Exit { get; init; } = 0.5;

    [Id(11)] public double Stop { get; init; } = 4.0;

    [Id(12)] public bool Enabled { get; init; } = true;

    [Id(13)] public KalmanParameters? Kalman { get; init; }
}

/// <summary>A stored pair of one user.</summary>
/// <param name="Version">Rises with each change; the API's ETag.</param>
/// <param name="CreatedAt">Unix ms.</param>
[GenerateSerializer, Immutable, Alias("PairDefinition")]
public sealed record PairDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] long CreatedAt,
    [property: Id(3)] PairSettings Settings) : IDefinition<PairDefinition, PairSettings>
{
    /// <summary>The given name, or <c>Y/X</c>.</summary>
    public string DisplayName => Settings.Name ?? $"{Settings.Y.Shown}/{Settings.X.Shown}";

    /// <inheritdoc/>
    public static PairDefinition Create(string id, long version, long createdAt, PairSettings settings) => new(id, version, createdAt, settings);
}
