using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.AppHost;

/// <summary>Tells what an administrator can put right from what is a defect: the first becomes lines of text, the second stays an exception.</summary>
internal static class Refusals
{
    /// <summary>The lines to print; empty when <paramref name="exception"/> is a defect.</summary>
    public static IReadOnlyList<string> Of(Exception exception, IConfiguration configuration)
    {
        for (var current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                case NodeRefusedException refused:
                    return [refused.Message];
                case OptionsValidationException invalid:
                    return [.. OptionFailures.Lines(invalid, configuration)];
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return [$"urls: the address is in use by another program ({exception.Message.TrimEnd('.')}). Give another one, for example --urls=http://127.0.0.1:5081"];
                case SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable }:
                    return [$"urls: this machine does not allow listening there ({exception.Message.TrimEnd('.')}). Give another address, for example --urls=http://127.0.0.1:5080"];
                case AggregateException { InnerExceptions: { Count: > 1 } several }:
                    return several.All(inner => Of(inner, configuration).Count > 0) ? [.. several.SelectMany(inner => Of(inner, configuration))] : [];
                case InvalidDataException { InnerException: { } cause } unreadable when unreadable.Message.StartsWith("Failed to load configuration", StringComparison.Ordinal):
                    return [$"{unreadable.Message.TrimEnd('.')}: {cause.Message}"];
                case InvalidOperationException { InnerException: FormatException or ArgumentException } unreadable when unreadable.Message.Contains("configuration value", StringComparison.Ordinal):
                    return [unreadable.Message];
                case InvalidOperationException when current.Message.StartsWith("Admin:", StringComparison.Ordinal):
                    return [current.Message];
                case FormatException { Message: var message } when message.Contains("Invalid url", StringComparison.Ordinal):
                    return [$"urls: {message}"];
                case CryptographicException or InvalidDataException when current.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase):
                    return [$"Kestrel:Certificates: {current.Message}"];
            }
        }

        return [];
    }
}
