using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Pairs;
using Xunit;

namespace QuantPlatform.Tests.Web.Pairs;

public sealed class PairFormTests
{
    private static readonly PairSettings Settings = new()
    {
        Name = "mine",
        Y = new SymbolKey("demo", "ETHUSDT"),
        X = new SymbolKey("demo", "BTCUSDT"),
        Interval = Interval.FiveMinutes,
        Window = 300,
        ZWindow = 90,
        Method = HedgeMethod.Huber,
        Transform = PriceTransform.Level,
        Intercept = false,
        Entry = 2.5,
        Exit = 0.25,
        Stop = 5,
        Enabled = false,
    };

    [Fact]
    public void Read_OfSettingsUnchanged_GivesThemBack() => Assert.Equal(Settings, PairForm.Of(Settings).Read());

    [Fact]
    public void Read_KalmanWithExplicitParameters_KeepsThem()
    {
        var settings = Settings with { Method = HedgeMethod.Kalman, Kalman = new KalmanParameters(null, 1e-5, 1e-3, 1) };

        Assert.Equal(settings, PairForm.Of(settings).Read());
    }

    [Fact]
    public void Read_FromKalmanToAnotherMethod_DropsItsParameters()
    {
        var form = PairForm.Of(Settings with { Method = HedgeMethod.Kalman, Kalman = new KalmanParameters(1e-4, null, null, null) });
        form.Method = HedgeMethod.Ols;

        Assert.Null(form.Read()!.Kalman);
    }

    [Fact]
    public void Read_FieldsEmptyOrNoNumbers_SaysSoAtEachAndGivesNothing()
    {
        var form = new PairForm { Window = 12.5, Entry = null };

        Assert.Null(form.Read());
        Assert.NotNull(form.Error("y"));
        Assert.NotNull(form.Error("x"));
        Assert.NotNull(form.Error("window"));
        Assert.NotNull(form.Error("entry"));
        Assert.Null(form.Error("zWindow"));
    }

    [Fact]
    public void Refuse_KnownAndUnknownFields_GoToTheFieldOrToTheTop()
    {
        var form = PairForm.Of(Settings);

        form.Refuse([new Refusal("invalid", "exit", "", "Too high."), new Refusal("quota", null, "", "No more pairs."), new Refusal("invalid", "kalman", "", "Odd.")]);

        Assert.Equal("Too high.", form.Error("exit"));
        Assert.Equal("No more pairs. Odd.", form.Error(""));
    }

    [Fact]
    public void Read_AfterRefusal_ForgetsIt()
    {
        var form = PairForm.Of(Settings);
        form.Refuse([new Refusal("invalid", "exit", "", "Too high.")]);

        Assert.NotNull(form.Read());
        Assert.Null(form.Error("exit"));
    }
}
