using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Feeds;

/// <summary>Which venue a symbol without a venue means: fixed by <c>Feed:Kind</c>, or chosen by the fallback of <c>auto</c>. Key: <c>0</c>.</summary>
[Shared, Alias("IActiveVenueGrain")]
public interface IActiveVenueGrain : IGrainWithStringKey
{
    /// <summary>The venue that new pairs default to, e.g. <c>demo</c>.</summary>
    [Alias("Get")]
    Task<string> Get();

    /// <summary>Looks at the feeds and decides; starts and falls back as <c>Feed:Kind</c> says. Called every few seconds.</summary>
    [SystemOnly, Alias("Decide")]
    Task<string> Decide();
}
