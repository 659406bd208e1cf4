using System.Xml.Linq;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class SqliteXmlRepositoryTests
{
    [Fact]
    public void StoreElement_ThenReopen_GivesAllElements()
    {
        using var folder = new TestFolder();
        using (var store = SqliteFixtures.Open(folder.Path))
        {
            var repository = new SqliteXmlRepository(store);
            Assert.Empty(repository.GetAllElements());
            repository.StoreElement(new XElement("key", new XAttribute("id", 1), "a < b & \"c\""), "key-1");
            repository.StoreElement(new XElement("key", new XAttribute("id", 2)), "key-2");
        }

        using var reopened = SqliteFixtures.Open(folder.Path);
        var elements = new SqliteXmlRepository(reopened).GetAllElements();
        Assert.Equal(["1", "2"], elements.Select(element => element.Attribute("id")!.Value));
        Assert.Equal("a < b & \"c\"", elements.First().Value);
    }
}
