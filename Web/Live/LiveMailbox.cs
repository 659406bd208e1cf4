namespace QuantPlatform.Web.Live;

/// <summary>Takes the events of the topics it is attached to, for one subscriber.</summary>
internal abstract class LiveMailbox
{
    /// <summary>Takes an event. Called under the hub's lock: it must neither block nor throw.</summary>
    public abstract void Offer(LiveEvent liveEvent);

    /// <summary>No more events will come.</summary>
    public abstract void Complete();
}
