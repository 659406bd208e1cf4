namespace QuantPlatform.Web.Tenancy;

/// <summary>A grain was to be called for a user, and nobody is signed in. The API answers 401.</summary>
public sealed class NotSignedInException() : Exception("Nobody is signed in.");
