using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Accounts;

/// <summary>A hash of a password nobody knows, checked in place of an account that does not exist, so that the answer takes as long.</summary>
internal sealed class DecoyPassword
{
    private readonly PasswordHasher<PlatformUser> _hasher;
    private readonly PlatformUser _nobody;
    private readonly string _hash;

    public DecoyPassword(IOptions<PasswordHasherOptions> options, TimeProvider time)
    {
        _hasher = new PasswordHasher<PlatformUser>(options);
        _nobody = PlatformUser.New("", time);
        _hash = _hasher.HashPassword(_nobody, Guid.NewGuid().ToString("N"));
    }

    public void Verify(string password) => _hasher.VerifyHashedPassword(_nobody, _hash, password);
}
