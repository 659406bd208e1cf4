using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an API key.</summary>
[Example("""{"name":"Notebook","scopes":["read","export"],"expiresAt":1924992000000}""")]
internal sealed record ApiKeyBody(
    [property: Description("What you call it, 1 to 100 characters."), Required] string? Name,
    [property: Description("What it may do: `read`, `write`, `alerts`, `export`, `admin`; at least one. They do not imply each other."), Required] IReadOnlyList<string>? Scopes,
    [property: Description("Unix ms from which it does not hold any more; left out or null: never.")] long? ExpiresAt);

/// <summary>An API key without its secret.</summary>
[Example("""{"id":"6l30wrp4gi7qmt9t","name":"Notebook","scopes":["read","export"],"createdAt":1795778815433,"expiresAt":1924992000000,"lastUsedAt":null}""")]
internal sealed record ApiKeyJson(
    [property: Description("The public part of the key.")] string Id,
    [property: Description("What its owner calls it.")] string Name,
    [property: Description("What it may do.")] IReadOnlyList<string> Scopes,
    [property: Description("When it was made.")] long CreatedAt,
    [property: Description("From when it does not hold any more; null: never.")] long? ExpiresAt,
    [property: Description("When it was last used, at most a minute behind; null: never.")] long? LastUsedAt)
{
    public static ApiKeyJson Of(ApiKeyRecord key) => new(key.Id, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}

/// <summary>A new API key: the only answer with the key itself.</summary>
[Example("""
    {"id":"6l30wrp4gi7qmt9t","name":"Notebook","scopes":["read","export"],"createdAt":1795778815433,"expiresAt":1924992000000,"key":"qp_6l30wrp4gi7qmt9t_(shown once)"}
    """)]
internal sealed record NewApiKeyJson(
    [property: Description("The public part of the key.")] string Id,
    [property: Description("What you call it.")] string Name,
    [property: Description("What it may do.")] IReadOnlyList<string> Scopes,
    [property: Description("When it was made.")] long CreatedAt,
    [property: Description("From when it does not hold any more; null: never.")] long? ExpiresAt,
    [property: Description("Goes into the header `Authorization: Bearer`. It is shown only here.")] string Key);
