using ActorTraining.Cli.Reports;
using ActorTraining.Cli.Tests.Fakes;

namespace ActorTraining.Cli.Tests.Reports;

public sealed class ReportFolderTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    private ReportFolder Folder(string name) => new(Path.Combine(_workplace.Folder, name));

    private static async Task Fill(string folder, params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            await File.WriteAllTextAsync(Path.Combine(folder, file), file, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_new_folder_appears_with_all_that_belongs_to_it()
    {
        await Folder("runs/a").WriteAsync(staging => Fill(staging, "report.html", "weights/trial-1/w.pt"));

        Assert.Equal(["a/report.html", "a/weights/trial-1/w.pt"], _workplace.Files("runs"));
    }

    [Fact]
    public async Task A_report_that_fails_half_way_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Folder("runs/a").WriteAsync(async staging =>
        {
            await Fill(staging, "report.html");
            throw new IOException("No space left on device");
        }));

        Assert.Empty(_workplace.Files("runs"));
        Assert.False(Directory.Exists(Path.Combine(_workplace.Folder, "runs/a")));
    }

    [Fact]
    public async Task An_earlier_report_is_replaced_with_its_weights_and_foreign_files_stay()
    {
        await Folder("a").WriteAsync(staging => Fill(staging, "report.html", "weights/trial-9/w.pt", "metrics.csv"));
        _workplace.Write("a/notes.txt", "mine");
        await Folder("a").WriteAsync(staging => Fill(staging, "report.html", "weights/trial-1/w.pt", "metrics.csv"));

        Assert.Equal(["metrics.csv", "notes.txt", "report.html", "weights/trial-1/w.pt"], _workplace.Files("a"));
    }

    [Fact]
    public async Task An_earlier_report_stands_when_the_new_one_fails()
    {
        await Folder("a").WriteAsync(staging => Fill(staging, "report.html"));
        await Assert.ThrowsAsync<IOException>(() => Folder("a").WriteAsync(_ => throw new IOException("full")));

        Assert.Equal(["report.html"], _workplace.Files("a"));
    }

    [Fact]
    public void A_check_leaves_nothing_behind()
    {
        Folder("runs/deep/a").Check();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_workplace.Folder));
    }

    [Theory]
    [InlineData("file", "is a file")]
    [InlineData("file/below", "is a file")]
    [InlineData("full", "is not empty and holds no report")]
    public void Places_that_will_not_do_are_refused_before_anything_runs(string place, string reason)
    {
        _workplace.Write("file", "");
        _workplace.Write("full/thesis.tex", "");

        var error = Assert.Throws<CommandException>(Folder(place).Check);
        Assert.Equal(ExitCode.Usage, error.Code);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        // The proc file system refuses new files to everyone, root included.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder that nobody can write to");

        var error = Assert.Throws<CommandException>(new ReportFolder("/proc/report").Check);
        Assert.Contains("Nothing was started", error.Message);
    }
}
