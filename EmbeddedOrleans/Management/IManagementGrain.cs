namespace Orleans.Runtime;

/// <summary>Questions about the node and its activations; its key is 0.</summary>
[Alias("Orleans.Runtime.IManagementGrain")]
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The nodes and their state; a node that does not cluster knows itself only.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>Every activation.</summary>
    /// <param name="types">Full names of grain classes; null for all.</param>
    /// <param name="hostsIds">Nodes; null for all.</param>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>Ends the activations that have been idle for at least <paramref name="ageLimit"/>, whatever their own limit, save those that are to be kept.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);
}

/// <summary>One activation.</summary>
[GenerateSerializer, Alias("Orleans.Runtime.DetailedGrainStatistic")]
public class DetailedGrainStatistic
{
    /// <summary>The full name of the grain class.</summary>
    [Id(0)]
    public string GrainType { get; set; } = "";

    /// <summary>The node that holds it.</summary>
    [Id(1)]
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>The identity of the grain.</summary>
    [Id(2)]
    public GrainId GrainId { get; set; }
}

/// <summary>The state of a node.</summary>
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>Made, not started.</summary>
    Created = 1,

    /// <summary>Starting.</summary>
    Joining = 2,

    /// <summary>Takes calls.</summary>
    Active = 3,

    /// <summary>Stopping, its activations are being ended.</summary>
    ShuttingDown = 4,

    /// <summary>Stopping at once.</summary>
    Stopping = 5,

    /// <summary>Stopped.</summary>
    Dead = 6,
}
