namespace QuantPlatform.Web.Tenancy;

/// <summary>The roles an account can have.</summary>
public static class Roles
{
    /// <summary>Runs the house: sees every user and the node's insides.</summary>
    public const string Admin = "admin";
}
