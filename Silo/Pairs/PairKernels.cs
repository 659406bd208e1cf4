using QuantPlatform.Analytics.Pairs;
using QuantPlatform.Contracts.Markets;
using Analytic = QuantPlatform.Analytics.Pairs;
using Settings = QuantPlatform.Contracts.Pairs.PairSettings;

namespace QuantPlatform.Silo.Pairs;

/// <summary>Translates a user's settings for the analytics library.</summary>
internal static class PairKernels
{
    public static PairKernel Create(Settings settings) => new(Of(settings), resetsOnGap: !IsStatic(settings));

    /// <summary>Whether a leg is an upload: then nothing new comes beyond its end, and missing bars reset nothing.</summary>
    public static bool IsStatic(Settings settings) => settings.Y.IsUpload || settings.X.IsUpload;

    public static int WarmupPoints(Settings settings) => Of(settings).WarmupPoints;

    public static Analytic.PairSettings Of(Settings settings) => new()
    {
        IntervalMs = settings.Interval.Ms(),
        Window = settings.Window,
        ZWindow = settings.ZWindow,
        Method = (Analytic.HedgeMethod)settings.Method,
        Transform = (Analytic.PriceTransform)settings.Transform,
        Intercept = settings.Intercept,
        Entry = settings.Entry,
        Exit = settings.Exit,
        Stop = settings.Stop,
        Kalman = settings.Kalman is not { } kalman ? null
            : kalman.Delta is { } delta ? new KalmanSettings { Delta = delta }
            : new KalmanSettings { Q = kalman.Q, R = kalman.R, P0 = kalman.P0 },
    };

    /// <summary>NaN is unknown.</summary>
    public static double? Known(double value) => double.IsFinite(value) ? value : null;
}
