using ActorTraining.Training.Models;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>Builds each model twice, managed and with TorchSharp, with the managed one's first parameters in both.</summary>
/// <param name="carried">After how many steps the managed state goes over; 0 for never.</param>
internal sealed class RefereeBackend(int carried) : IModelBackend
{
    public string Name => "referee";

    /// <summary>The model that was built last.</summary>
    public RefereeModel? Model { get; private set; }

    public IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random)
    {
        IModel managed = new ManagedBackend().Build(model, training, random);
        IModel torch = new TorchBackend(TorchDevice.Processor).Build(model, training, new Training.Random.TorchRandom(0));
        torch.LoadState(managed.GetState());
        return Model = new RefereeModel(managed, torch, carried);
    }
}
