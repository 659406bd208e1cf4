using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Registers contact points and deliveries.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<DeliveryOptions>(configuration, DeliveryOptions.Section);
        services.AddValidatedOptions<AlertOptions>(configuration, DeliveryOptions.Section);
        services.AddSingleton<AlertFaults>();
        services.AddMetrics();
        services.AddSingleton<AlertDeliveryMetrics>();
        services.AddSingleton<AddressGuard>();
        services.TryAddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<IDeliverySender, WebhookSender>();
        services.AddSingleton<IDeliverySender, EmailSender>();
        services.AddSingleton<ContactPointRules>();
        services.AddSingleton<DeliveryWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<DeliveryWorker>());
        services.AddSingleton<DeliveryDesk>();
        return services;
    }
}
