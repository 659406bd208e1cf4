using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>Registers accounts: Identity over the grain store, cookie and bearer sign-in.</summary>
internal static class AccountServices
{
    /// <summary>The scheme that looks at a request and hands it to cookie, bearer token or API key.</summary>
    public const string Scheme = "QuantPlatform";

    private const string SignInPath = "/account/sign-in";
    private const int HashIterations = 210_000;

    private static readonly TimeSpan AccessToken = TimeSpan.FromHours(1);

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<AccountsOptions>, AccountsOptionsValidator>();
        services.AddOptions<AccountsOptions>().Bind(configuration.GetSection(AccountsOptions.Section)).ValidateOnStart();
        services.TryAddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        services.AddSingleton<IValidateOptions<PublicAddressOptions>, PublicAddressOptionsValidator>();
        services.AddOptions<PublicAddressOptions>().Bind(configuration.GetSection(PublicAddressOptions.Section)).ValidateOnStart();
        services.AddIdentityCore<PlatformUser>(PasswordRules.Apply);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.AddScoped<IUserStore<PlatformUser>, GrainUserStore>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<SessionLifetime>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<AccountSessions>();
        services.AddSingleton<LinkCodes>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<AccountMails>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountMails>());
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<ApiKeys>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<AccountAccess>();
        services.AddScoped<AccountRegistration>();
        services.AddScoped<PasswordRecovery>();
        services.AddScoped<AccountInvites>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<OwnTwoFactor>();
        services.AddScoped<FirstSetUp>();
        services.AddSingleton(provider => new FirstAdmin(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<PublicAddress>()));
        services.AddHostedService<FirstAdminService>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        return services.AddSignIn();
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization is not { Count: > 0 } authorization ? IdentityConstants.ApplicationScheme
                : ApiKeyText.IsIn(authorization.ToString()) ? ApiKeyTickets.Scheme : IdentityConstants.BearerScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyTickets.Scheme, null)
            .AddBearerToken(IdentityConstants.BearerScheme, options =>
            {
                options.BearerTokenExpiration = AccessToken;
                options.RefreshTokenExpiration = AccountAccess.LongestTicket;
            })
            .AddCookie(IdentityConstants.ApplicationScheme, options =>
            {
                options.Cookie.Name = "QuantPlatform";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new HostCookies();
                options.ExpireTimeSpan = AccountAccess.LongestTicket;
                options.SlidingExpiration = true;
                options.LoginPath = SignInPath;
                options.ReturnUrlParameter = "returnUrl";
                options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
                options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
            });
        services.AddAuthorization();
        return services;
    }

    /// <summary>A page redirects; the API says the status.</summary>
    private static Task Answer(RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context, int status)
    {
        if (Api.ApiPaths.Contains(context.Request.Path) || status == StatusCodes.Status403Forbidden)
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }
}
