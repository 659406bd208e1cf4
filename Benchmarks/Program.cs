using System.Reflection;
using BenchmarkDotNet.Running;

if (args is ["analytics", .. var options])
    QuantPlatform.Benchmarks.Analytics.AnalyticsReport.Write(options);
else if (args is ["tenants", .. var sizes])
    await QuantPlatform.Benchmarks.Tenants.TenantsReport.Write(sizes);
else if (args is ["alerts", .. var alertOptions])
    await QuantPlatform.Benchmarks.Alerts.AlertsReport.Write(alertOptions);
else
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
