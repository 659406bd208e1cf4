using Microsoft.Extensions.Options;
using Orleans;
using QuantPlatform.Contracts.Mail;

namespace QuantPlatform.Silo.Mail;

/// <summary>Counts in memory: a restart forgets it, an idle grain is collected only after its longest period.</summary>
[GrainType("mail-recipient"), CollectionAgeLimit(Minutes = 1_500)]
internal sealed class MailRecipientGrain(IOptions<MailLimits> limits, TimeProvider time) : Grain, IMailRecipientGrain
{
    private readonly Dictionary<MailPurpose, Queue<DateTimeOffset>> _sent = [];

    public Task<TimeSpan> Take(MailPurpose purpose)
    {
        var (most, period) = limits.Value.Of(purpose);
        var now = time.GetUtcNow();
        if (!_sent.TryGetValue(purpose, out var sent))
        {
            _sent[purpose] = sent = new Queue<DateTimeOffset>();
        }

        while (sent.TryPeek(out var oldest) && oldest + period <= now)
        {
            sent.Dequeue();
        }

        if (sent.Count >= most)
        {
            return Task.FromResult(sent.Peek() + period - now);
        }

        sent.Enqueue(now);
        return Task.FromResult(TimeSpan.Zero);
    }
}
