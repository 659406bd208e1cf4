namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>How a socket fares.</summary>
/// <param name="Session">The session on it; null while it is not connected.</param>
/// <param name="Since">Monotonic timestamp of the last connect, or of the loss of the connection; attempts that fail do not change it.</param>
/// <param name="Reason">Why there is no connection; empty when there is one or none was tried.</param>
internal sealed record SlotState(ActiveSession? Session, long Since, string Reason)
{
    public static SlotState Initial(long since) => new(null, since, "");

    public SlotState Connected(ActiveSession session, long at) => new(session, at, "");

    public SlotState Lost(string because, long at) => Session is null ? this with { Reason = because } : new SlotState(null, at, because);
}
