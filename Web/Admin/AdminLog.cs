using Microsoft.Extensions.Logging;

namespace QuantPlatform.Web.Admin;

/// <summary>What the administration's pages log.</summary>
internal static partial class AdminLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A page of the administration could not be filled.")]
    public static partial void Unreadable(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An act of an administrator could not be done.")]
    public static partial void ActFailed(ILogger logger, Exception exception);
}
