using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Security;

/// <summary>The section <c>Web</c>, as far as addresses go.</summary>
public sealed class PublicAddressOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Web";

    /// <summary>How people reach the server, for links in mails. The default value is null: the first address it listens on.</summary>
    [Url]
    public string? PublicUrl { get; set; }
}

[OptionsValidator]
internal sealed partial class PublicAddressOptionsValidator : IValidateOptions<PublicAddressOptions>;

/// <summary>The address of this server in links.</summary>
internal sealed class PublicAddress(IOptions<PublicAddressOptions> options, IServer server)
{
    private const string LastResort = "http://localhost";

    /// <summary>For a mail: never taken from a request, whose Host header anybody can write.</summary>
    public string InMail(string path) => Join(options.Value.PublicUrl ?? Listening, path);

    /// <summary>For an answer to the one who asked.</summary>
    public string InAnswer(HttpContext context, string path) => Join(options.Value.PublicUrl ?? $"{context.Request.Scheme}://{context.Request.Host}", path);

    /// <summary>For a page, to the one who looks at it.</summary>
    public string OnPage(NavigationManager navigation, string path) => Join(options.Value.PublicUrl ?? navigation.BaseUri, path);

    private string Listening
    {
        get
        {
            var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? LastResort;
            foreach (var any in new[] { "://0.0.0.0", "://[::]", "://*", "://+" })
            {
                first = first.Replace(any, "://" + Environment.MachineName, StringComparison.Ordinal);
            }

            return first;
        }
    }

    private static string Join(string address, string path) => address.TrimEnd('/') + path;
}
