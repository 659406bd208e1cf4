using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class ShownZoneTests
{
    /// <summary>2026-07-01 12:00:00 UTC.</summary>
    private const long Noon = 1_782_907_200_000;

    [Fact]
    public void Text_NothingChosen_IsUtc()
    {
        var zone = new ShownZone();

        Assert.Equal("2026-07-01 12:00:00", zone.Text(Noon, "yyyy-MM-dd HH:mm:ss"));
        Assert.Equal("UTC", zone.Suffix(Noon));
        Assert.Equal("–", zone.Text(null, "HH:mm"));
    }

    [Fact]
    public void Choose_AZone_ShiftsTimesAndTells()
    {
        var zone = new ShownZone();
        var told = 0;
        zone.Changed += () => told++;

        zone.Choose("America/New_York");
        zone.Choose("America/New_York");

        Assert.Equal("08:00", zone.Text(Noon, "HH:mm"));
        Assert.Equal("UTC−04:00", zone.Suffix(Noon));
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Nowhere/Atlantis")]
    public void Choose_NoZone_IsUtc(string? name)
    {
        var zone = new ShownZone();
        zone.Choose("Asia/Tokyo");

        zone.Choose(name);

        Assert.Equal(TimeZoneInfo.Utc, zone.Zone);
    }
}
