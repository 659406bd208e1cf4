namespace QuantPlatform.Web.Ui;

/// <summary>A short message at the edge of the page.</summary>
/// <param name="Tone"><c>info</c> or <c>down</c> for a failure.</param>
/// <param name="ActionText">Text of a button such as "Undo"; null: none.</param>
/// <param name="Action">What that button does.</param>
public sealed record Toast(string Text, string Tone = "info", string? ActionText = null, Func<Task>? Action = null);
