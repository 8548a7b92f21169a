using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ActorTraining.Silo.Hosting;

/// <summary>What a silo says of itself on its standard output.</summary>
public static class SiloLogging
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    /// <summary>Writes messages as lines for people, or as JSON objects for programs.</summary>
    public static void AddSiloLogging(this ILoggingBuilder logging, bool json)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // What keeps a silo from starting is told to the user as an error, without a trace.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

        // A silo that is gone is reported once by the membership; that everything else cannot reach it for some seconds, trace after trace, tells nothing more.
        logging.AddFilter("Orleans", LogLevel.Critical);
        logging.AddFilter("Orleans.Embedded", LogLevel.Information);
        logging.AddFilter("Orleans.Runtime.MembershipService.MembershipTableManager", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        if (json)
        {
            logging.AddJsonConsole(options => Stamp(options));
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                Stamp(options);
                options.SingleLine = true;
                options.ColorBehavior = LoggerColorBehavior.Disabled;
            });
        }
    }

    private static void Stamp(ConsoleFormatterOptions options) => (options.TimestampFormat, options.UseUtcTimestamp) = (Time, true);
}
