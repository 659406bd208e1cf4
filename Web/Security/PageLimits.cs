using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace QuantPlatform.Web.Security;

/// <summary>What one page and one form may take of a node. Written down even where it is the framework's default, so that an update changes nothing.</summary>
internal static class PageLimits
{
    /// <summary>Largest message of a page, bytes: events and short texts. Files go over the HTTP API.</summary>
    public const int MaxMessage = 32 * 1024;

    /// <summary>Pages whose connection was lost and that are kept for coming back; the oldest goes first.</summary>
    public const int MaxLost = 200;

    /// <summary>Largest body of a form, bytes: sign-in and account pages, a few short fields.</summary>
    public const int MaxForm = 64 * 1024;

    private const int MaxFields = 32;
    private const int MaxFieldName = 256;
    private const int MaxField = 8 * 1024;

    /// <summary>How long a page without connection is kept.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Script = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    public static void Apply(CircuitOptions circuits)
    {
        circuits.DetailedErrors = false;
        circuits.DisconnectedCircuitMaxRetained = MaxLost;
        circuits.DisconnectedCircuitRetentionPeriod = Lost;
        circuits.JSInteropDefaultCallTimeout = Script;
        // A page that does not confirm what it drew is sent no more until it does.
        circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
    }

    public static void Apply(HubOptions hub)
    {
        hub.EnableDetailedErrors = false;
        hub.MaximumReceiveMessageSize = MaxMessage;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.HandshakeTimeout = Handshake;
        hub.ClientTimeoutInterval = Silence;
    }

    public static void Apply(FormOptions forms)
    {
        forms.BufferBodyLengthLimit = MaxForm;
        forms.MultipartBodyLengthLimit = MaxForm;
        forms.ValueCountLimit = MaxFields;
        forms.KeyLengthLimit = MaxFieldName;
        forms.ValueLengthLimit = MaxField;
    }
}
