using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>The nonce of an answer: an inline import map that carries it may run, no other inline script.</summary>
public static class CspNonce
{
    private const int Bytes = 16;

    private static readonly object Key = new();

    /// <summary>The nonce of the current answer; the same each time it is asked for.</summary>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items[Key] is not string nonce)
        {
            context.Items[Key] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        }

        return nonce;
    }
}
