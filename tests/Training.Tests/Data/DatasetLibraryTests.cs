using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public sealed class DatasetLibraryTests : IDisposable
{
    private static readonly byte[] Images = Bytes.Idx([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2);
    private static readonly byte[] Labels = Bytes.Idx([0, 1], 2);
    private static readonly Dictionary<string, byte[]> Contents = new() { ["images"] = Images, ["labels"] = Labels };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fetches_what_is_missing_and_nothing_twice()
    {
        SourceStub source = SourceStub.Giving(Contents);
        DatasetLibrary library = LibraryOf(source);
        Assert.False(library.IsCached("tiny"));

        await library.FetchAsync("tiny", cancellation: Cancellation);
        Assert.True(library.IsCached("tiny"));
        await library.FetchAsync("tiny", cancellation: Cancellation);
        await LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation);

        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Reads_a_data_set_once_for_everybody()
    {
        SourceStub source = SourceStub.Giving(Contents);
        DatasetLibrary library = LibraryOf(source);

        Dataset[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => library.LoadAsync("tiny", cancellation: Cancellation)));

        Assert.All(all, dataset => Assert.Same(all[0], dataset));
        Assert.Same(all[0], await library.LoadAsync("tiny", cancellation: Cancellation));
        Assert.Equal([1, 2, 3, 4], all[0].Train.Pixels(0).ToArray());
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Two_processes_do_not_fetch_the_same_files()
    {
        SourceStub source = SourceStub.Giving(Contents);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation))));
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Fetches_a_damaged_file_anew()
    {
        SourceStub source = SourceStub.Giving(Contents);
        await LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation);
        string path = _folder[Path.Combine("tiny", "images")];
        byte[] damaged = [.. Images];
        damaged[^1] ^= 1;
        File.WriteAllBytes(path, damaged);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch); // a change within one tick of the file system's clock must not go unnoticed here

        await LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation);

        Assert.Equal(2, source.Calls);
        Assert.Equal(Images, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Fetches_a_truncated_file_anew()
    {
        SourceStub source = SourceStub.Giving(Contents);
        await LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation);
        File.WriteAllBytes(_folder[Path.Combine("tiny", "labels")], Labels[..^1]);
        Assert.False(LibraryOf(source).IsCached("tiny"));

        await LibraryOf(source).FetchAsync("tiny", cancellation: Cancellation);
        Assert.Equal(Labels, File.ReadAllBytes(_folder[Path.Combine("tiny", "labels")]));
    }

    [Fact]
    public async Task Takes_files_that_the_user_put_there_compressed()
    {
        SourceStub source = SourceStub.Failing("mirror", "no network");
        Directory.CreateDirectory(_folder["tiny"]);
        File.WriteAllBytes(_folder[Path.Combine("tiny", "images.gz")], Bytes.Gzip(Images));
        File.WriteAllBytes(_folder[Path.Combine("tiny", "labels")], Labels);

        Dataset dataset = await LibraryOf(source).LoadAsync("tiny", cancellation: Cancellation);

        Assert.Equal(2, dataset.Train.Count);
        Assert.Equal(0, source.Calls);
    }

    [Fact]
    public async Task Tries_one_source_after_the_other()
    {
        SourceStub first = SourceStub.Failing("first mirror", "404 Not Found"), second = SourceStub.Giving(Contents);
        await LibraryOf(first, second).FetchAsync("tiny", cancellation: Cancellation);
        Assert.Equal((1, 1), (first.Calls, second.Calls));
    }

    [Fact]
    public async Task Says_everything_that_was_tried_and_what_the_user_can_do()
    {
        var wrong = new Dictionary<string, byte[]>(Contents) { ["labels"] = Bytes.Idx([1, 1], 2) };
        DatasetLibrary library = LibraryOf(SourceStub.Failing("first mirror", "404 Not Found"), SourceStub.Giving(wrong));

        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => library.FetchAsync("tiny", cancellation: Cancellation));

        string folder = _folder["tiny"];
        DatasetFile images = Bytes.File("images", Images), labels = Bytes.File("labels", Labels);
        Assert.Equal($"""
            The data set tiny is not to be had. Tried:
              - {folder}: images is not there; labels is not there
              - first mirror: 404 Not Found
              - stub: labels is damaged: its SHA-256 is {Bytes.File("", wrong["labels"]).Sha256}, expected {labels.Sha256}
            What you can do: connect this machine to one of these sources and try again; or put the files (as they are, or as .gz) into
              {folder}
                images  24 bytes  SHA-256 {images.Sha256}
                labels  10 bytes  SHA-256 {labels.Sha256}
            or set ACTORTRAINING_DATA to a folder that has them in its subfolder tiny.
            """.ReplaceLineEndings("\n"), error.Message);
    }

    [Fact]
    public async Task Says_which_data_sets_there_are()
    {
        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => LibraryOf().LoadAsync("tinny", cancellation: Cancellation));
        Assert.Equal("There is no data set 'tinny'; there are: tiny", error.Message);
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        bool online = false;
        SourceStub giving = SourceStub.Giving(Contents);
        DatasetLibrary library = LibraryOf(new SourceStub("moody", (files, folder, stop) =>
            online ? giving.FetchAsync(files, folder, null, stop) : throw new DatasetSourceException("offline")));

        await Assert.ThrowsAsync<DatasetUnavailableException>(() => library.LoadAsync("tiny", cancellation: Cancellation));
        online = true;
        Assert.NotNull(await library.LoadAsync("tiny", cancellation: Cancellation));
    }

    [Fact]
    public async Task Who_no_longer_waits_does_not_disturb_the_others()
    {
        var begun = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        SourceStub giving = SourceStub.Giving(Contents);
        DatasetLibrary library = LibraryOf(new SourceStub("slow", async (files, folder, stop) =>
        {
            begun.SetResult();
            await mayEnd.Task.WaitAsync(stop);
            await giving.FetchAsync(files, folder, null, stop);
        }));

        using var first = new CancellationTokenSource();
        Task<Dataset> leaves = library.LoadAsync("tiny", cancellation: first.Token);
        Task<Dataset> stays = library.LoadAsync("tiny", cancellation: Cancellation);
        await begun.Task;
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        mayEnd.SetResult();
        Assert.Equal("tiny", (await stays).Name);
    }

    [Fact]
    public async Task The_last_one_to_leave_ends_the_download()
    {
        var begun = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        DatasetLibrary library = LibraryOf(new SourceStub("slow", async (_, _, stop) =>
        {
            begun.SetResult();
            using CancellationTokenRegistration _registration = stop.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, stop);
        }));
        using var only = new CancellationTokenSource();
        Task<Dataset> load = library.LoadAsync("tiny", cancellation: only.Token);
        await begun.Task;

        await only.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        await ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Tells_progress_to_all_who_wait()
    {
        var progress = new RecordedProgress();
        await LibraryOf(SourceStub.Giving(Contents)).LoadAsync("tiny", progress, Cancellation);
        Assert.Equal([new DownloadProgress("images", "stub", 1, 2)], progress.Reports);
    }

    [Fact]
    public async Task An_unwritable_folder_is_a_clear_error()
    {
        File.WriteAllText(_folder["tiny"], "a file where the folder should be");
        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(
            () => LibraryOf(SourceStub.Giving(Contents)).FetchAsync("tiny", cancellation: Cancellation));
        Assert.Contains(_folder["tiny"], error.Message);
    }

    private DatasetLibrary LibraryOf(params IDatasetSource[] sources)
    {
        var tiny = new DatasetDescription(
            "tiny",
            "Two images",
            [Bytes.File("images", Images), Bytes.File("labels", Labels)],
            sources,
            folder =>
            {
                ImageSet images = IdxImages.Read(folder, "images", "labels", classes: 2);
                return new Dataset("tiny", ["zero", "one"], images, images);
            });
        return new DatasetLibrary(new DatasetCatalog([tiny]), _folder.Path);
    }
}
