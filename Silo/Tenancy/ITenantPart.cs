namespace QuantPlatform.Silo.Tenancy;

/// <summary>One feature's share of what a tenant has. A feature that stores anything under a user's id registers one.</summary>
internal interface ITenantPart
{
    /// <summary>Where it comes in the erasing: parts that start others' work (the workspace with its pairs and rules) come first.</summary>
    int Order { get; }

    /// <summary>Deletes everything the feature stores of that user, in every store. May be called again after it was cut off, and then does the rest.</summary>
    Task Erase(string userId);
}
