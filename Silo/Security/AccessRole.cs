namespace ActorTraining.Silo.Security;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
public enum AccessRole
{
    /// <summary>Looks.</summary>
    Viewer,

    /// <summary>Submits and controls experiments.</summary>
    Operator,

    /// <summary>Deletes experiments and reads the audit log.</summary>
    Admin,
}
