using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Silo.Alerts;

/// <summary>Ends the process without warning at a chosen step, as a power cut would; off unless configured.</summary>
internal sealed class AlertFaults(IOptions<AlertOptions> options)
{
    private readonly AlertStep crashAt = options.Value.CrashAt;
    private int left = options.Value.CrashOn;

    /// <summary>Marks a point in the code.</summary>
    public void Reach(AlertStep step)
    {
        if (step == crashAt && Interlocked.Decrement(ref left) == 0)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
