using System.Security.Claims;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Watches a principal while something long-lived serves it: asks again when its account changes on this node, and regularly because it may
/// change on another one.
/// </summary>
internal sealed class SessionGuard : IDisposable
{
    private readonly SessionCheck _sessions;
    private readonly ClaimsPrincipal _principal;
    private readonly string? _userId;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();
    private TaskCompletionSource _changed = New();

    public SessionGuard(SessionCheck sessions, ClaimsPrincipal principal, TimeProvider time)
    {
        (_sessions, _principal, _time) = (sessions, principal, time);
        _userId = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        _sessions.Changed += OnChanged;
        Ended = Watch();
    }

    /// <summary>Completes when the principal does not hold any more; is cancelled by <see cref="Dispose"/>.</summary>
    public Task Ended { get; }

    public void Dispose()
    {
        _sessions.Changed -= OnChanged;
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnChanged(string userId)
    {
        if (userId == _userId)
        {
            Volatile.Read(ref _changed).TrySetResult();
        }
    }

    private async Task Watch()
    {
        var (period, stop) = (ApiKeyTickets.IsKey(_principal) ? ApiKeyCheck.Age : SessionCheck.Age, _disposed.Token);
        while (true)
        {
            try
            {
                await _changed.Task.WaitAsync(period, _time, stop);
            }
            catch (TimeoutException)
            {
                // Nothing changed here; elsewhere it may have.
            }

            Volatile.Write(ref _changed, New());
            if (!await _sessions.IsCurrent(_principal))
            {
                return;
            }
        }
    }
}
