using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Mail;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo;

/// <summary>Everything a node's silo needs besides the grain runtime itself.</summary>
public static class SiloFeatures
{
    /// <summary>The name of the grain storage that every grain state uses.</summary>
    public const string GrainStorage = "grains";

    /// <summary>The name of the memory stream provider for closed bars, and of its only namespace.</summary>
    public const string BarStreams = "bars";

    /// <summary>Registers the platform's services, options, filters and hosted services, one feature at a time.</summary>
    public static ISiloBuilder AddQuantPlatform(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddStorage(silo.Configuration, grainStates: string.IsNullOrEmpty(silo.Configuration["Cluster:Redis"]));
        silo.Services.AddFeeds(silo.Configuration);
        silo.Services.AddSymbols();
        silo.Services.AddStatistics();
        silo.Services.AddJobs(silo.Configuration);
        silo.Services.AddMail(silo.Configuration);
        silo.Services.AddDatasets(silo.Configuration);
        silo.Services.AddWorkspaces(silo.Configuration);
        silo.Services.AddDeliveries(silo.Configuration);
        silo.Services.AddAlerts(silo.Configuration);
        silo.Services.AddAdmin();
        silo.Services.AddHostedService<WakingService>();
        silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
        silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        return silo;
    }
}
