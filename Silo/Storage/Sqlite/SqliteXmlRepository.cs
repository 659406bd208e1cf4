using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>The data-protection keys (cookies, tokens) in the node's own database. Its interface is synchronous, so it goes to the store and to no grain.</summary>
internal sealed class SqliteXmlRepository(SqliteStore store) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => store.Readers.Read(session =>
    {
        using var reader = session.Statement("SELECT xml FROM protection_keys ORDER BY name").ExecuteReader();
        var keys = new List<XElement>();
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => store.Writer.Write(
        Durability.Full,
        1,
        session => session.Execute("INSERT OR REPLACE INTO protection_keys(name, xml) VALUES(?1, ?2)", friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
}
