using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

public sealed class TotpTests
{
    // The key of RFC 6238's appendix B, "12345678901234567890", in base 32; the codes are the last six of its eight digits.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(20_000_000_000, "353130")]
    public void StepOf_ACodeOfTheStandard_IsItsStep(long seconds, string code) =>
        Assert.Equal(seconds / 30, Totp.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-30, true)]
    [InlineData(30, true)]
    [InlineData(-60, false)]
    [InlineData(60, false)]
    public void StepOf_ACodeOfAnotherTime_HoldsOneStepAround(int seconds, bool holds)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);

        Assert.Equal(holds, Totp.StepOf(Key, "005924", at.AddSeconds(seconds)) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5924")]
    [InlineData("0059240")]
    [InlineData("abcdef")]
    public void StepOf_WhatIsNoCode_IsNull(string code) => Assert.Null(Totp.StepOf(Key, code, DateTimeOffset.FromUnixTimeSeconds(1_234_567_890)));
}
