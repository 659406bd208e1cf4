using System.Reflection;
using BenchmarkDotNet.Running;

if (args is ["analytics", .. var options])
    QuantPlatform.Benchmarks.Analytics.AnalyticsReport.Write(options);
else
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
