using System.Threading.Channels;

namespace QuantPlatform.Web.Live;

/// <summary>A running subscription; disposing it ends it and completes <see cref="Updates"/>.</summary>
public interface ILiveSubscription<T> : IAsyncDisposable
{
    /// <summary>The updates in the order they happened, from a bounded buffer.</summary>
    ChannelReader<T> Updates { get; }

    /// <summary>How many updates were dropped because nobody read them in time.</summary>
    long Dropped { get; }
}
