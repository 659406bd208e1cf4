using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>The keys of cookies and tokens.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public void NewKey_EncryptsWithAesGcm()
    {
        using var folder = new TestFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", folder.Path)]);
        builder.Services.AddStorage(builder.Configuration, grainStates: false);
        using var host = builder.Build();
        var protector = host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

        Assert.Equal("a ticket", protector.Unprotect(protector.Protect("a ticket")));

        var key = Assert.Single(new SqliteXmlRepository(host.Services.GetRequiredService<SqliteStore>()).GetAllElements());
        Assert.Equal("AES_256_GCM", key.Descendants("encryption").Single().Attribute("algorithm")!.Value);
    }
}
