using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<SmtpOptions>(configuration, SmtpOptions.Section);
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidator>();
        services.AddValidatedOptions<MailLimits>(configuration, MailLimits.Section);
        return services.AddSingleton<IMailSender, SmtpMailSender>();
    }
}
