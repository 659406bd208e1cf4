using QuantPlatform.Tests.Silo.Feeds;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

public sealed class SignInThrottleTests
{
    private readonly ManualTime _time = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_time);

    [Fact]
    public void Wait_WithinTheFreeTries_IsZero()
    {
        Fail(SignInThrottle.FreePerAccount, "1.2.3.4");

        Assert.Equal(TimeSpan.Zero, _throttle.Wait("1.2.3.4", "ANN"));
    }

    [Fact]
    public void Wait_BeyondThem_DoublesUpToALimit()
    {
        Fail(SignInThrottle.FreePerAccount + 1, "1.2.3.4");
        var first = _throttle.Wait("1.2.3.4", "ANN");
        Fail(1, "1.2.3.4");
        var second = _throttle.Wait("1.2.3.4", "ANN");
        Fail(30, "1.2.3.4");

        Assert.Equal(TimeSpan.FromSeconds(15), first);
        Assert.Equal(TimeSpan.FromSeconds(30), second);
        Assert.Equal(TimeSpan.FromMinutes(15), _throttle.Wait("1.2.3.4", "ANN"));
    }

    [Fact]
    public void Wait_FromAnotherAddress_IsZeroSoThatNobodyIsLockedOut()
    {
        Fail(50, "1.2.3.4");

        Assert.Equal(TimeSpan.Zero, _throttle.Wait("5.6.7.8", "ANN"));
    }

    [Fact]
    public void Wait_OfAnAddressThatTriesManyAccounts_IsPositiveForEveryAccount()
    {
        for (var i = 0; i <= SignInThrottle.FreePerAddress; i++)
        {
            _throttle.Failed("1.2.3.4", $"USER{i}");
        }

        Assert.True(_throttle.Wait("1.2.3.4", "SOMEBODY") > TimeSpan.Zero);
    }

    [Fact]
    public void Wait_AfterSuccessOrTime_IsZeroAgain()
    {
        Fail(8, "1.2.3.4");
        _throttle.Succeeded("1.2.3.4", "ANN");
        Assert.Equal(TimeSpan.Zero, _throttle.Wait("1.2.3.4", "ANN"));

        Fail(8, "1.2.3.4");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, _throttle.Wait("1.2.3.4", "ANN"));
    }

    private void Fail(int times, string address)
    {
        for (var i = 0; i < times; i++)
        {
            _throttle.Failed(address, "ANN");
        }
    }
}
