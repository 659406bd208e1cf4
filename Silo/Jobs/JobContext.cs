using Orleans;

namespace QuantPlatform.Silo.Jobs;

/// <summary>What a running job knows of its surroundings.</summary>
/// <param name="Grains">Calls made through it are the user's own.</param>
/// <param name="Report">Takes the share that is done, 0 to 1; cheap enough for every few hundred rows.</param>
/// <param name="Stopping">Set when the job is cancelled, its time is up or the node stops.</param>
internal sealed record JobContext(string UserId, string JobId, IGrainFactory Grains, Action<double> Report, CancellationToken Stopping);
