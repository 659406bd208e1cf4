using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>The keys of section <c>Alerts</c> that rule deliveries.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Alerts";

    /// <summary>Networks that webhooks may reach although they are not public, and over plain http: CIDRs separated by commas. The default is none.</summary>
    [Networks]
    [ConfigurationKeyName(nameof(AllowedPrivateTargets))]
    public string AllowedPrivateTargets { get; set; } = "";

    /// <summary>Webhook tries of one user in any minute; more wait. The default value is 60.</summary>
    [Range(1, 10_000)]
    public int WebhooksPerMinute { get; set; } = 60;

    /// <summary>Mails of one user in any hour; more wait. The default value is 30.</summary>
    [Range(1, 10_000)]
    public int EmailsPerHour { get; set; } = 30;

    /// <summary>Deliveries that this node sends at the same time. The default value is 64.</summary>
    [Range(1, 1_000)]
    public int DeliveriesAtOnce { get; set; } = 64;

    /// <summary>The parsed <see cref="AllowedPrivateTargets"/>.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks => NetworksAttribute.Parse(AllowedPrivateTargets) ?? [];

    /// <summary>What one user may send.</summary>
    public DeliveryLimits Limits => new(WebhooksPerMinute, EmailsPerHour);
}

/// <summary>CIDRs separated by commas, or nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworksAttribute()
    : ValidationAttribute("{0} must be networks such as 10.0.0.0/8 or fd00::/8, separated by commas")
{
    public override bool IsValid(object? value) => value is not string text || Parse(text) is not null;

    /// <summary>Null when one of them is not a network.</summary>
    public static IReadOnlyList<IPNetwork>? Parse(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!IPNetwork.TryParse(part, out var network))
            {
                return null;
            }

            networks.Add(network);
        }

        return networks;
    }
}
