using QuantPlatform.Silo.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Accounts;

public sealed class SignInFailuresTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void Wait_WithinTheFreeTries_IsZero() => Assert.Equal(TimeSpan.Zero, After(SignInFailures.FreePerAccount).Wait(Start));

    [Fact]
    public void Wait_BeyondThem_DoublesUpToALimit()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), After(SignInFailures.FreePerAccount + 1).Wait(Start));
        Assert.Equal(TimeSpan.FromSeconds(30), After(SignInFailures.FreePerAccount + 2).Wait(Start));
        Assert.Equal(TimeSpan.FromMinutes(15), After(SignInFailures.FreePerAccount + 60).Wait(Start));
    }

    [Fact]
    public void Next_LongAfterTheLast_StartsAfresh()
    {
        var later = Start + SignInFailures.Memory + TimeSpan.FromSeconds(1);

        Assert.Equal(1, After(50).Next(SignInFailures.FreePerAccount, later).Count);
        Assert.Equal(TimeSpan.Zero, After(50).Wait(later));
    }

    private static SignInFailures After(int failures)
    {
        var counted = default(SignInFailures);
        for (var i = 0; i < failures; i++)
        {
            counted = counted.Next(SignInFailures.FreePerAccount, Start);
        }

        return counted;
    }
}
