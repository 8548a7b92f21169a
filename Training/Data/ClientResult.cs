namespace ActorTraining.Training.Data;

/// <summary>How a <see cref="ClientProcess"/> ended.</summary>
/// <param name="ExitCode">0 when it did what was asked.</param>
/// <param name="Complaint">What it wrote as errors.</param>
internal readonly record struct ClientResult(int ExitCode, string Complaint)
{
    /// <summary>The lines of the complaint, without empty ones.</summary>
    public string[] Lines => Complaint.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
