namespace System.Runtime.CompilerServices;

/// <summary>The compiler wants it for records; this framework lacks it.</summary>
internal static class IsExternalInit;
