using QuantPlatform.AppHost;

return await CommandLine.Run(args);
