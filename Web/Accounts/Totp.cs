using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QuantPlatform.Web.Accounts;

/// <summary>Time-based codes of RFC 6238: SHA-1, steps of 30 s, six digits, as every authenticator app makes them.</summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;
    private const int Digits = 1_000_000;
    private const int StepSeconds = 30;

    /// <summary>Clocks may differ by this many steps.</summary>
    private const int Tolerance = 1;

    /// <summary>The time step of which that is the code; null when it is of none near <paramref name="now"/>.</summary>
    /// <param name="key">In base 32.</param>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var (secret, present) = (Decode(key), now.ToUnixTimeSeconds() / StepSeconds);
        long? found = null;
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
        {
            // Every step is compared, so that the time taken does not tell which one it was.
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(secret, step)), Encoding.UTF8.GetBytes(code)))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The address that an authenticator app reads from a QR code.</summary>
    public static string Address(string issuer, string account, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6";

    private static string CodeOf(byte[] secret, long step)
    {
        var message = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // The algorithm of the standard; HMAC does not suffer from SHA-1's collisions.
        var hash = HMACSHA1.HashData(secret, message);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % Digits).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var letter in key.TrimEnd('='))
        {
            bits = (bits << BitsOfLetter) | Base32.IndexOf(letter, StringComparison.Ordinal);
            count += BitsOfLetter;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
