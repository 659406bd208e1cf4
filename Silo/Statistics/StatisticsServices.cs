using Microsoft.Extensions.DependencyInjection;

namespace QuantPlatform.Silo.Statistics;

internal static class StatisticsServices
{
    private const int Waiting = 16;
    private const int PerUser = 12;

    /// <summary>Half of the processors stay free for what is live.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services) =>
        services.AddSingleton(_ => new HeavyQueue(Math.Max(1, Environment.ProcessorCount / 2), Waiting, PerUser));
}
