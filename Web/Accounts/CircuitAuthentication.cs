using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace QuantPlatform.Web.Accounts;

/// <summary>Keeps asking, while a page is open, whether its user is still signed in; when not, the page loses its user.</summary>
internal sealed partial class CircuitAuthentication : RevalidatingServerAuthenticationStateProvider
{
    /// <summary>A page that signs itself out is on its way to the answer: what it shows then must not be overtaken by its own redirect.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(1);

    private readonly SessionCheck _sessions;
    private readonly TimeProvider _time;
    private readonly ILogger<CircuitAuthentication> _logger;

    public CircuitAuthentication(ILoggerFactory loggers, SessionCheck sessions, TimeProvider time)
        : base(loggers)
    {
        _sessions = sessions;
        _time = time;
        _logger = loggers.CreateLogger<CircuitAuthentication>();
        sessions.Changed += OnChanged;
    }

    protected override TimeSpan RevalidationInterval => SessionCheck.Age;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        _sessions.IsCurrent(authenticationState.User).AsTask();

    protected override void Dispose(bool disposing)
    {
        _sessions.Changed -= OnChanged;
        base.Dispose(disposing);
    }

    /// <summary>Does not wait for the next interval when the account changes on this node.</summary>
    private async void OnChanged(string userId)
    {
        try
        {
            var user = (await GetAuthenticationStateAsync()).User;
            if (user.FindFirstValue(ClaimTypes.NameIdentifier) == userId && !await _sessions.IsCurrent(user))
            {
                await Task.Delay(Leaving, _time);
                SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
            }
        }
        catch (Exception exception)
        {
            // The next interval asks again.
            LogCheckFailed(exception, userId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether user {User} is still signed in could not be asked at once.")]
    private partial void LogCheckFailed(Exception exception, string user);
}
