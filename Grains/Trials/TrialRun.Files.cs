using System.Security.Cryptography;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Grains.Trials;

/// <content>What an attempt reads from the blob store and stores there. A store that is away holds the job back instead of failing it.</content>
internal sealed partial class TrialRun
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // How long an attempt that is asked to leave tries to store what it has done; a drain has a minute for all of it.
    private static readonly TimeSpan LeavingPatience = TimeSpan.FromSeconds(5);

    public void Save(Checkpoint checkpoint)
    {
        // Each has a key of its own: until the coordinator has noted it, the one before must stand untouched.
        var key = $"checkpoints/{_assignment.Experiment}/{_assignment.Trial}/{_assignment.Attempt}-{++_saved}";
        Put(key, checkpoint.Content, $"the checkpoint of step {checkpoint.Step}");
        var reference = new CheckpointReference(checkpoint.Step, key, Hash(checkpoint.Content));
        Change(() => _checkpoints.Add(reference));
        _savedAt = _time.GetTimestamp();
    }

    public void Add(Artifact artifact)
    {
        var hash = Hash(artifact.Content);
        Put(ArtifactKeys.Of(hash), artifact.Content, artifact.Name);
        var info = new ArtifactInfo(_assignment.Trial, artifact.Name, artifact.MediaType, artifact.Content.Length, hash);
        Change(() => _artifacts[artifact.Name] = info);
    }

    // On the slot's thread, under its lease: however long it takes, the silo's heartbeats and the attempt's reports say that it goes on.
    private Checkpoint? ReadCheckpoint()
    {
        for (var wait = ShortestWait; ; wait = Longer(wait))
        {
            try
            {
                var damaged = new List<string>();
                var checkpoint = CheckpointReading.ReadAsync(_blobs, _assignment.Checkpoints, damaged, _stop.Token).GetAwaiter().GetResult();
                damaged.ForEach(Log);
                return checkpoint;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                _stop.Token.ThrowIfCancellationRequested();
                if (wait == ShortestWait)
                {
                    Log($"the checkpoint cannot be read now, waiting until it can: {e.Message}");
                }

                _stop.Token.WaitHandle.WaitOne(wait);
                _stop.Token.ThrowIfCancellationRequested();
            }
        }
    }

    private void GoOn(Checkpoint? checkpoint)
    {
        Checkpoint = checkpoint;
        Change(() => _step = checkpoint?.Step ?? 0);
        _savedAt = _time.GetTimestamp();
    }

    // Stored even for an attempt that is asked to leave: what it has done until now shall not be done again. When that cannot be, it leaves without.
    private void Put(string key, ReadOnlyMemory<byte> content, string what)
    {
        long? leaving = null;
        for (var wait = ShortestWait; ; wait = Longer(wait))
        {
            try
            {
                _blobs.PutAsync(key, content).GetAwaiter().GetResult();
                return;
            }
            catch (Exception e) when (e is not ArgumentException)
            {
                if (wait == ShortestWait)
                {
                    Log($"{what} could not be stored, waiting until it can: {e.Message}");
                }

                if (!_stop.IsCancellationRequested)
                {
                    _stop.Token.WaitHandle.WaitOne(wait);
                    continue;
                }

                leaving ??= _time.GetTimestamp();
                if (_time.GetElapsedTime(leaving.Value) >= LeavingPatience)
                {
                    Log($"{what} was not stored before the attempt left");
                    throw new OperationCanceledException($"{what} could not be stored", e, _stop.Token);
                }

                Thread.Sleep(ShortestWait);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;

    private static string Hash(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
