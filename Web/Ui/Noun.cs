namespace QuantPlatform.Web.Ui;

/// <summary>What the rows of a table are called: one of them, and any other number.</summary>
public sealed record Noun(string One, string Many)
{
    /// <summary>A count with its noun, e.g. <c>1 user</c>, <c>2 users</c>.</summary>
    public string Of(int count) => $"{count} {(count == 1 ? One : Many)}";
}
