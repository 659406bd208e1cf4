using QuantPlatform.Contracts.Jobs;

namespace QuantPlatform.Tests.Web.Api.Fakes;

/// <summary>Files of jobs in the folder of temporary files.</summary>
internal sealed class FakeJobFiles : IJobFiles
{
    private readonly string folder = Directory.CreateTempSubdirectory("quantplatform-jobs").FullName;

    public string PathOf(string userId, string jobId) => Path.Combine(folder, $"{userId}.{jobId}");
}
