using ActorTraining.Training.Kernels;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>Hand-derived forward and backward passes on the processor's vector units, one thread per model.</summary>
public sealed class ManagedBackend : IModelBackend
{
    private readonly KernelSet _kernels;
    private readonly bool _skipZeros, _fuseBlocks;

    /// <summary>Creates a backend for the fastest instruction set of this processor.</summary>
    public ManagedBackend() : this(KernelSet.Best.InstructionSet)
    {
    }

    /// <summary>Creates a backend for an instruction set, for tests and comparisons.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor does not have it.</exception>
    public ManagedBackend(InstructionSet instructionSet) : this(instructionSet, skipZeros: true)
    {
    }

    /// <summary>
    /// Creates a backend that may be kept from leaving out zeros, which changes its speed and nothing else, and from fusing the layers of
    /// image networks, which changes results by rounding only.
    /// </summary>
    internal ManagedBackend(InstructionSet instructionSet, bool skipZeros, bool fuseBlocks = true) =>
        (_kernels, _skipZeros, _fuseBlocks) = (KernelSet.For(instructionSet), skipZeros, fuseBlocks);

    /// <inheritdoc/>
    public string Name => "managed";

    /// <summary>The instruction set in use. Results are reproducible bit by bit on the same set.</summary>
    public InstructionSet InstructionSet => _kernels.InstructionSet;

    /// <inheritdoc/>
    public IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random)
    {
        var errors = new List<ParameterError>();
        model.Validate("model", errors);
        if (errors.Count == 0)
            training.Validate(model, "training", errors);
        if (errors.Count > 0)
            throw new InvalidModelException(errors);
        var built = new ManagedModel(model, training, _kernels, _skipZeros, _fuseBlocks);
        built.LoadState(Initialization.Draw(model, random));
        return built;
    }
}
