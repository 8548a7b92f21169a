using System.Diagnostics;

namespace ActorTraining.Grains.Tests.Postgres;

/// <summary>The programs of an installed PostgreSQL server.</summary>
internal sealed class PostgresPrograms
{
    private readonly string _folder;

    private PostgresPrograms(string folder) => _folder = folder;

    /// <summary>The path of a program.</summary>
    public string this[string program] => Path.Combine(_folder, program);

    /// <summary>Looks where Debian puts them, newest version first, and in the PATH; null where there are none.</summary>
    public static PostgresPrograms? Find()
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var folder = debian.Select(version => Path.Combine(version, "bin")).Concat(path).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")));
        return folder is null || !OperatingSystem.IsLinux() ? null : new PostgresPrograms(folder);
    }

    /// <summary>A command as the server's user: the server refuses to run as root.</summary>
    public static ProcessStartInfo Command(IEnumerable<string> command, bool redirectInput = false)
    {
        string[] all = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", User, "--regid", User, "--clear-groups", .. command] : [.. command];
        return new ProcessStartInfo(all[0], all[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = !redirectInput,
            RedirectStandardError = !redirectInput,
        };
    }

    /// <summary>Gives a folder to the server's user.</summary>
    public static async Task OwnAsync(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", [User, folder]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
    }

    /// <summary>Runs one of the programs to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public Task RunAsync(string program, params string[] arguments) => RunAsync(Command([this[program], .. arguments]));

    private static string User { get; } = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static async Task RunAsync(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command.FileName} {string.Join(' ', command.ArgumentList)}: {await output}{await errors}");
        }
    }
}
