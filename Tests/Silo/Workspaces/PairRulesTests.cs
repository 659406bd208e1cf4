using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Workspaces;

public sealed class PairRulesTests
{
    private static readonly PairSettings Valid = new() { Y = new SymbolKey("demo", "ETHUSDT"), X = new SymbolKey("demo", "BTCUSDT") };

    public static TheoryData<PairSettings, string, string> Broken => new()
    {
        { Valid with { X = Valid.Y }, "x", RefusalCodes.Invalid },
        { Valid with { Name = "" }, "name", RefusalCodes.Invalid },
        { Valid with { Name = new string('a', 81) }, "name", RefusalCodes.Invalid },
        { Valid with { Name = "a\u0000b" }, "name", RefusalCodes.Invalid },
        { Valid with { Interval = (Interval)7 }, "interval", RefusalCodes.Invalid },
        { Valid with { Window = 9 }, "window", RefusalCodes.Invalid },
        { Valid with { Window = 5_001 }, "window", RefusalCodes.Invalid },
        { Valid with { ZWindow = 9 }, "zWindow", RefusalCodes.Invalid },
        { Valid with { Entry = double.NaN }, "entry", RefusalCodes.Invalid },
        { Valid with { Stop = double.PositiveInfinity }, "stop", RefusalCodes.Invalid },
        { Valid with { Exit = -0.1 }, "exit", RefusalCodes.Invalid },
        { Valid with { Exit = 2 }, "exit", RefusalCodes.Unprocessable },
        { Valid with { Stop = 2 }, "stop", RefusalCodes.Unprocessable },
        { Valid with { Kalman = new KalmanParameters(1e-4, null, null, null) }, "kalman", RefusalCodes.Invalid },
        { Valid with { Method = HedgeMethod.Kalman, Kalman = new KalmanParameters(1e-4, 1, null, null) }, "kalman", RefusalCodes.Invalid },
        { Valid with { Method = HedgeMethod.Kalman, Kalman = new KalmanParameters(2, null, null, null) }, "kalman.delta", RefusalCodes.Invalid },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_BrokenRule_NamesFieldAndCode(PairSettings settings, string field, string code)
    {
        var refusal = Assert.Single(PairRules.Check(settings));
        Assert.Equal((field, code), (refusal.Field, refusal.Code));
    }

    [Fact]
    public void Check_Defaults_AreAccepted() => Assert.Empty(PairRules.Check(Valid));

    [Fact]
    public void Add_QuotaFull_IsRefusedAndNothingChanges()
    {
        var state = DefinitionKinds.Pairs.Add(new WorkspaceState(), new PairDefinition("a", 1, 0, Valid), 1).Value!;
        var refused = DefinitionKinds.Pairs.Add(state, new PairDefinition("b", 1, 0, Valid), 1);

        var refusal = Assert.Single(refused.Refusals);
        Assert.Equal((RefusalCodes.Quota, "pairs", "at most 1"), (refusal.Code, refusal.Field, refusal.Rule));
        Assert.Null(refused.Value);
    }

    [Fact]
    public void Change_StaleVersion_IsRefused()
    {
        var state = new WorkspaceState { Pairs = [new PairDefinition("a", 3, 0, Valid)] };

        Assert.Equal(RefusalCodes.Stale, Assert.Single(DefinitionKinds.Pairs.Change(state, "a", Valid, 2).Refusals).Code);
        Assert.Equal(4, DefinitionKinds.Pairs.Change(state, "a", Valid, 3).Value!.Pairs.Single().Version);
    }
}
