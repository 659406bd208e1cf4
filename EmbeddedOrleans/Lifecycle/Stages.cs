namespace Orleans
{
    /// <summary>Stages of a silo's lifecycle.</summary>
    public static class ServiceLifecycleStage
    {
        /// <summary>Before everything.</summary>
        public const int First = int.MinValue;

        /// <summary>The runtime itself.</summary>
        public const int RuntimeInitialize = 2000;

        /// <summary>What the runtime uses.</summary>
        public const int RuntimeServices = 4000;

        /// <summary>Storage providers.</summary>
        public const int RuntimeStorageServices = 6000;

        /// <summary>Grains may be called from here on.</summary>
        public const int RuntimeGrainServices = 8000;

        /// <summary>Right after grains may be called.</summary>
        public const int AfterRuntimeGrainServices = 8100;

        /// <summary>The application's services.</summary>
        public const int ApplicationServices = 10000;

        /// <summary>The node is about to take work.</summary>
        public const int BecomeActive = Active - 1;

        /// <summary>The node takes work.</summary>
        public const int Active = 20000;

        /// <summary>After everything.</summary>
        public const int Last = int.MaxValue;
    }
}

namespace Orleans.Runtime
{
    /// <summary>Stages of an activation's lifecycle.</summary>
    public static class GrainLifecycleStage
    {
        /// <summary>Before everything.</summary>
        public const int First = int.MinValue;

        /// <summary>State is read.</summary>
        public const int SetupState = 1000;

        /// <summary>The grain's own activation.</summary>
        public const int Activate = 2000;

        /// <summary>After everything.</summary>
        public const int Last = int.MaxValue;
    }

    /// <summary>The lifecycle of the node.</summary>
    public interface ISiloLifecycle : ILifecycleObservable
    {
        /// <summary>The highest stage whose start has completed.</summary>
        int HighestCompletedStage { get; }

        /// <summary>The lowest stage whose stop has completed; <see cref="ServiceLifecycleStage.Last"/> while running.</summary>
        int LowestStoppedStage { get; }
    }

    /// <summary>The lifecycle of one activation.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>Runs once when the node starts; a throw stops the start.</summary>
    public interface IStartupTask
    {
        /// <summary>Does the work.</summary>
        Task Execute(CancellationToken cancellationToken);
    }
}
