namespace QuantPlatform.Web.Pairs;

/// <summary>One test of a pair as a person reads it.</summary>
/// <param name="Tone"><c>up</c> speaks for the pair, <c>down</c> against it, <c>none</c> says neither.</param>
/// <param name="Verdict">Two or three words.</param>
/// <param name="Figures">The numbers behind it.</param>
/// <param name="Meaning">What that means, in a sentence.</param>
public sealed record DiagnosticLine(string Name, string Tone, string Verdict, string Figures, string Meaning);
