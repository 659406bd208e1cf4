using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Ids of alerts: the same decision about the same bar has the same id, whoever makes it and however often.</summary>
internal static class AlertId
{
    /// <summary>32 hexadecimal digits: the first half of a SHA-256 of all parts.</summary>
    public static string Of(string ruleId, long ruleRevision, RuleTarget target, long bar, string transition)
    {
        var text = Encoding.UTF8.GetBytes($"{ruleId}\n{target}\n{transition}\n");
        var bytes = new byte[text.Length + 16];
        text.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(text.Length), ruleRevision);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(text.Length + 8), bar);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
    }
}
