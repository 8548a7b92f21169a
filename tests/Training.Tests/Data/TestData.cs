namespace ActorTraining.Training.Tests.Data;

/// <summary>Real images, beside the repository in <c>../shared/data</c> or where <c>ACTORTRAINING_TEST_DATA</c> says; a test is skipped where they are not.</summary>
public static class TestData
{
    public static string Folder(string name)
    {
        string root = Environment.GetEnvironmentVariable("ACTORTRAINING_TEST_DATA") is { Length: > 0 } given ? given : Path.Combine(Repository(), "..", "shared", "data");
        string folder = Path.GetFullPath(Path.Combine(root, name));
        Assert.SkipUnless(Directory.Exists(folder), $"There are no images in {folder}; ACTORTRAINING_TEST_DATA names another folder.");
        return folder;
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorTraining.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
