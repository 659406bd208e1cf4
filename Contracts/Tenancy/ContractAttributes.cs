namespace QuantPlatform.Contracts.Tenancy;

/// <summary>The grain's key begins with a user id: only that user's principal (or the system, or an audited admin) may call it.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class TenantKeyAttribute : Attribute;

/// <summary>Any signed-in user may call it. A method marked <see cref="SystemOnlyAttribute"/> is the exception.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class SharedAttribute : Attribute;

/// <summary>Only the system may call the interface, or the method.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class SystemOnlyAttribute : Attribute;
