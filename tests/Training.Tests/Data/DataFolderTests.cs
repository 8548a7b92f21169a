using System.Runtime.InteropServices;
using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class DataFolderTests
{
    private static readonly string Home = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "home"));

    [Fact]
    public void Linux_keeps_data_in_the_cache_of_the_user()
    {
        Assert.Equal(Path.Combine(Home, ".cache", "actortrain", "data"), Resolve(OSPlatform.Linux));
        string cache = Path.Combine(Home, "elsewhere");
        Assert.Equal(Path.Combine(cache, "actortrain", "data"), Resolve(OSPlatform.Linux, ("XDG_CACHE_HOME", cache)));
    }

    [Fact]
    public void A_relative_XDG_CACHE_HOME_is_ignored()
    {
        Assert.Equal(Resolve(OSPlatform.Linux), Resolve(OSPlatform.Linux, ("XDG_CACHE_HOME", "cache")));
    }

    [Fact]
    public void MacOS_and_Windows_have_places_of_their_own()
    {
        Assert.Equal(Path.Combine(Home, "Library", "Caches", "actortrain", "data"), Resolve(OSPlatform.OSX, ("XDG_CACHE_HOME", Home)));
        string local = Path.Combine(Home, "Local");
        Assert.Equal(Path.Combine(local, "actortrain", "data"), Resolve(OSPlatform.Windows, ("LOCALAPPDATA", local)));
    }

    [Fact]
    public void The_variable_overrides_them_all()
    {
        string chosen = Path.Combine(Home, "data");
        foreach (OSPlatform platform in new[] { OSPlatform.Linux, OSPlatform.OSX, OSPlatform.Windows })
        {
            Assert.Equal(chosen, Resolve(platform, ("ACTORTRAINING_DATA", chosen), ("XDG_CACHE_HOME", Home), ("LOCALAPPDATA", Home)));
        }
    }

    private static string Resolve(OSPlatform platform, params (string Name, string Value)[] variables) =>
        DataFolder.Resolve(name => variables.FirstOrDefault(variable => variable.Name == name).Value, Home, platform);
}
