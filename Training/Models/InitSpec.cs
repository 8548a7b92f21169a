using System.Text.Json.Serialization;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Models;

/// <summary>How a weight or a bias gets its first values.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NormalInit), "normal")]
[JsonDerivedType(typeof(UniformInit), "uniform")]
[JsonDerivedType(typeof(KaimingUniformInit), "kaiming-uniform")]
[JsonDerivedType(typeof(ZerosInit), "zeros")]
[JsonDerivedType(typeof(ConstantInit), "constant")]
public abstract record InitSpec
{
    /// <summary>Whether a weight is drawn in the layout of PyTorch's modules (<c>[out, in]</c>) rather than as it stands in <c>x W</c> (<c>[in, out]</c>).</summary>
    internal virtual bool DrawsModuleLayout => false;

    /// <summary>Fills a parameter.</summary>
    /// <param name="target">All its elements, in the order in which they are drawn.</param>
    /// <param name="fanIn">The number of inputs that one output of the layer sees.</param>
    /// <param name="random">The numbers.</param>
    internal abstract void Fill(Span<float> target, int fanIn, IRandomSource random);

    /// <summary>Adds what is wrong with the values, each with its path.</summary>
    internal virtual void Validate(string path, ICollection<ParameterError> errors)
    {
    }
}
