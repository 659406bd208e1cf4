using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>A definition as a request states it.</summary>
internal interface IDefinitionBody<TSettings>
{
    /// <summary>Its id, where the request names one.</summary>
    string? Id { get; }

    /// <summary>The settings with their defaults; null when <paramref name="errors"/> says what stands in their way.</summary>
    Task<TSettings?> Read(UserGrains user, FieldErrors errors);
}
