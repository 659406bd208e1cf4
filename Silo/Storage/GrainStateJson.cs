using System.Text.Json.Serialization;
using QuantPlatform.Silo.Accounts;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo.Alerts.Inbox;
using QuantPlatform.Silo.Alerts.Rules;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Pairs;
using QuantPlatform.Silo.Workspaces;

namespace QuantPlatform.Silo.Storage;

/// <summary>
/// The JSON form of every stored grain state. Each <c>IPersistentState&lt;T&gt;</c> needs its <c>T</c> here; a type that is missing is refused when it is first read,
/// and a test compares this list with the grains.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(ApiKeyState))]
[JsonSerializable(typeof(ApiKeyRingState))]
[JsonSerializable(typeof(AuditState))]
[JsonSerializable(typeof(AuditPageState))]
[JsonSerializable(typeof(EmailIndexState))]
[JsonSerializable(typeof(RegistrationState))]
[JsonSerializable(typeof(UserIndexState))]
[JsonSerializable(typeof(WorkspaceState))]
[JsonSerializable(typeof(SymbolCatalogState))]
[JsonSerializable(typeof(PairState))]
[JsonSerializable(typeof(AlertInboxState))]
[JsonSerializable(typeof(JobStoredState))]
[JsonSerializable(typeof(JobListState))]
[JsonSerializable(typeof(RuleState))]
[JsonSerializable(typeof(DatasetStoredState))]
[JsonSerializable(typeof(DatasetListState))]
internal sealed partial class GrainStateJson : JsonSerializerContext;
