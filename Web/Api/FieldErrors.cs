namespace QuantPlatform.Web.Api;

/// <summary>Collects what is wrong with the members of a body, each under its path.</summary>
/// <param name="path">Where the members stand in the body, e.g. <c>pairs[3].</c>; empty for its top.</param>
internal sealed class FieldErrors(string path = "")
{
    private readonly List<FieldError> _errors = [];

    private FieldErrors(string path, List<FieldError> errors)
        : this(path) => _errors = errors;

    public IReadOnlyList<FieldError> All => _errors;

    public void Add(string field, string rule, string message) => _errors.Add(new FieldError(path + field, rule, message));

    /// <summary>The same collection for the members of a part.</summary>
    public FieldErrors Within(string part) => new($"{path}{part}.", _errors);
}
