namespace Orleans.Embedded;

/// <summary>Why a head does not take a member.</summary>
public enum JoinRefusal
{
    /// <summary>It speaks another version of the protocol between silos.</summary>
    Protocol,

    /// <summary>It is of another version of the application.</summary>
    Version,

    /// <summary>It wants to join another cluster.</summary>
    Cluster,

    /// <summary>Its name or address is not valid, or belongs to another silo.</summary>
    Identity,

    /// <summary>A silo of this name is connected. The newcomer tries for a while, since that one may have died without a word.</summary>
    NameTaken,

    /// <summary>A newer run of the silo of this name has joined; this one has to stop.</summary>
    Replaced,

    /// <summary>The application does not admit it.</summary>
    NotAdmitted,
}
