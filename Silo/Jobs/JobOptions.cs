using System.ComponentModel.DataAnnotations;
using QuantPlatform.Silo.Storage;

namespace QuantPlatform.Silo.Jobs;

/// <summary>Limits of background jobs; the section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Jobs";

    /// <summary>Jobs that a node runs at the same time. The default is 2.</summary>
    [Range(1, 64, ErrorMessage = "{0} must be 1 to 64")]
    public int AtOnce { get; set; } = 2;

    /// <summary>Jobs that may wait on a node; one more is refused with 429. The default is 32.</summary>
    [Range(0, 10_000, ErrorMessage = "{0} must be 0 to 10000")]
    public int Waiting { get; set; } = 32;

    /// <summary>Unfinished jobs of one user. The default is 4.</summary>
    [Range(1, 1_000, ErrorMessage = "{0} must be 1 to 1000")]
    public int PerUser { get; set; } = 4;

    /// <summary>Finished jobs of one user that are kept; the oldest go first. The default is 50.</summary>
    [Range(1, 1_000, ErrorMessage = "{0} must be 1 to 1000")]
    public int Kept { get; set; } = 50;

    /// <summary>How long a finished job and what it made are kept. The default is 24 h.</summary>
    [Duration]
    public string Expiry { get; set; } = "24h";

    /// <summary>How long a job may run. The default is 30 minutes.</summary>
    [Duration]
    public string TimeLimit { get; set; } = "30m";
}
