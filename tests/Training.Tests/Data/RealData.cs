using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

/// <summary>Real data sets for tests; a test is skipped where they cannot be had.</summary>
public static class RealData
{
    public static async Task<Dataset> LoadAsync(string name)
    {
        try
        {
            return await DatasetLibrary.Default.LoadAsync(name, cancellation: TestContext.Current.CancellationToken);
        }
        catch (DatasetUnavailableException error)
        {
            Assert.Skip(error.Message);
            throw;
        }
    }
}
