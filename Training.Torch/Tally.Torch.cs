using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Adds up on the device what samples are judged to be, so that the processor waits once for all of them. Belongs to the scope that it is made in.</summary>
internal sealed class Tally(TorchNetwork network, TorchLoss loss, torch.Device device)
{
    private readonly torch.Tensor _loss = torch.zeros([], torch.float64, device);
    private readonly torch.Tensor _correct = torch.zeros([], torch.int64, device);

    /// <summary>The sum of the samples' losses, and how many were told right. Waits for the device.</summary>
    public (double Loss, long Correct) Read() => (_loss.cpu().data<double>()[0], _correct.cpu().data<long>()[0]);

    /// <summary>The samples whose largest output is that of the label, <c>[]</c>.</summary>
    public static torch.Tensor Right(torch.Tensor outputs, torch.Tensor labels) => outputs.argmax(1).eq(labels).sum();

    /// <summary>Judges samples.</summary>
    /// <param name="samples">Inputs, and labels or targets.</param>
    public void Add((torch.Tensor Inputs, torch.Tensor Targets) samples)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable still = torch.no_grad();
        torch.Tensor outputs = network.Forward(samples.Inputs, training: false);
        _loss.add_(loss.Sum(outputs, samples.Targets), HeldScalar.One);
        if (loss.TakesLabels)
            _correct.add_(Right(outputs, samples.Targets), HeldScalar.One);
    }
}
