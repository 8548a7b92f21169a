using System.Runtime.InteropServices;
using ActorTraining.Training.Models;

namespace ActorTraining.Bench;

/// <summary>What a figure was measured on.</summary>
internal sealed record Machine(string Processor, int LogicalProcessors, string InstructionSet, string Runtime, string System)
{
    public static Machine Current => new(
        ProcessorName(), Environment.ProcessorCount, new ManagedBackend().InstructionSet.ToString(),
        RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription);

    private static string ProcessorName()
    {
        const string File = "/proc/cpuinfo";
        string? line = global::System.IO.File.Exists(File)
            ? global::System.IO.File.ReadLines(File).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
