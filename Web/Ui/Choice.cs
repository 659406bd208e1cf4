namespace QuantPlatform.Web.Ui;

/// <summary>One option of a choice.</summary>
/// <param name="Text">What the user reads.</param>
/// <param name="Detail">A second, quieter text; null: none.</param>
public sealed record Choice<TValue>(TValue Value, string Text, string? Detail = null);
