using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage.Sqlite;
using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Storage;

/// <summary>Registers the store in its roles: grain state, market data, data-protection keys.</summary>
public static class StorageServices
{
    /// <summary>Adds the store that the section <c>Storage</c> asks for. It is opened when first used, and the node refuses to start without it.</summary>
    /// <param name="grainStates">True to keep grain states here; false where another provider is registered under <see cref="SiloFeatures.GrainStorage"/>.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, bool grainStates = true)
    {
        services.AddValidatedOptions<StorageOptions>(configuration, StorageOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(provider => new SqliteStore(
            DataFolder.Locate(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path, provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
            provider.GetRequiredService<StorageMetrics>(),
            provider.GetRequiredService<ILogger<SqliteStore>>()));
        services.AddSingleton<IMarketStore, SqliteMarketStore>();
        services.AddSingleton<IStorageSizes, SqliteSizes>();
        services.AddHostedService<SqliteRetention>();
        services.AddHealthChecks().AddCheck<StoreHealth>("store");
        if (grainStates)
        {
            services.AddGrainStorage(SiloFeatures.GrainStorage, (provider, _) => new SqliteGrainStorage(
                provider.GetRequiredService<SqliteStore>(),
                new GrainStateSerializer(GrainStateJson.Default)));
            services.AddSingleton<ITenantPart, SqliteTenantSweep>();
        }

        return services.AddProtectionKeys(configuration);
    }

    private static IServiceCollection AddProtectionKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("QuantPlatform").UseCryptographicAlgorithms(
            new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddSingleton<IXmlRepository, SqliteXmlRepository>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, repository) => options.XmlRepository = repository);
        var section = configuration.GetSection(StorageOptions.Section);
        if (section[nameof(StorageOptions.KeyCertificate)] is { Length: > 0 } file)
        {
            protection.ProtectKeysWithCertificate(Certificate(file, section[nameof(StorageOptions.KeyCertificatePassword)]));
        }

        return services;
    }

    private static X509Certificate2 Certificate(string file, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new NodeRefusedException("Storage:KeyCertificate", $"'{file}' cannot be read as a PKCS#12 file with that password ({e.Message}).", e);
        }
    }
}
