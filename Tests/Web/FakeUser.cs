using System.Collections.Immutable;
using System.Reflection;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Tests.Web;

/// <summary>A signed-in user whose grains a test plays: what a grain's method answers is given by name.</summary>
internal sealed class FakeUser : IGrainFactory
{
    private readonly Dictionary<(Type Grain, string Method), Func<string, object?[], object?>> answers = [];

    public TenantGrains Grains()
    {
        var signedIn = new SignedInUser(new ServiceCollection().BuildServiceProvider());
        signedIn.Set(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "u1")], "test")));
        return new TenantGrains(this, signedIn);
    }

    /// <summary>What a method answers, from the grain's key and the arguments.</summary>
    public FakeUser Answers<TGrain>(string method, Func<string, object?[], object?> answer)
    {
        answers[(typeof(TGrain), method)] = answer;
        return this;
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = DispatchProxy.Create<TGrainInterface, Played>();
        ((Played)(object)grain).Answer = (method, arguments) => answers.TryGetValue((typeof(TGrainInterface), method.Name), out var answer)
            ? answer(primaryKey, arguments)
            : throw new NotSupportedException($"{typeof(TGrainInterface).Name}.{method.Name}");
        return grain;
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    /// <summary>Turns an answer into the task that the method returns.</summary>
#pragma warning disable CA1852 // The proxy that is made at run time inherits it.
    public class Played : DispatchProxy
    {
        internal Func<MethodInfo, object?[], object?> Answer { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var result = targetMethod!.ReturnType.GetGenericArguments()[0];
            try
            {
                return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [Answer(targetMethod, args ?? [])]);
            }
            catch (Exception e) when (e is not TargetInvocationException)
            {
                return typeof(Task).GetMethods().Single(m => m is { Name: nameof(Task.FromException), IsGenericMethod: true }).MakeGenericMethod(result).Invoke(null, [e]);
            }
        }
    }
#pragma warning restore CA1852
}
