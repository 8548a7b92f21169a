using System.Data.Common;

namespace ActorTraining.Grains.Storage;

/// <summary>What databases do differently, where standard SQL does not suffice.</summary>
internal abstract class Dialect
{
    /// <summary>The folder of its migrations.</summary>
    public abstract string Folder { get; }

    /// <summary>Ends a SELECT whose rows nobody else may change until this transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The name of the n-th parameter, from 1; it stands as <c>$n</c> in the SQL.</summary>
    public abstract string ParameterName(int number);

    /// <summary>Begins a transaction that writes.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Begins a transaction whose queries all see the same state.</summary>
    public abstract DbTransaction BeginSnapshot(DbConnection connection);

    /// <summary>Keeps other processes from migrating until this transaction ends.</summary>
    public abstract void LockMigrations(StoreConnection connection);

    /// <summary>The number of the newest migration that the database has; 0 for an empty one.</summary>
    public abstract int Version(StoreConnection connection);

    /// <summary>Records the number of the newest migration.</summary>
    public abstract void SetVersion(StoreConnection connection, int version);

    /// <summary>Inserts rows, and does with a row of the same key what the table says.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">A value per column; no two rows with the same key.</param>
    public abstract void Upsert(StoreConnection connection, BulkTable table, IReadOnlyCollection<object?[]> rows);

    /// <summary>An expression for a number in a JSON object; NULL where there is none, and for NaN.</summary>
    /// <param name="column">The column of the object.</param>
    /// <param name="name">The parameter with the member's name.</param>
    public abstract string JsonNumber(string column, string name);

    /// <summary>An expression for what is no number in a JSON object: a text as it is, anything else as JSON; NULL where there is none.</summary>
    /// <inheritdoc cref="JsonNumber"/>
    public abstract string JsonText(string column, string name);

    /// <summary>A condition that a JSON array of texts in the spec of an experiment has an element.</summary>
    /// <param name="member">The array's name in the spec, which is a fixed text of this program.</param>
    /// <param name="element">The parameter with the element.</param>
    public abstract string SpecArrayHas(string member, string element);

    /// <summary>An expression for a text in the spec of an experiment.</summary>
    /// <param name="member">Its name in the spec, which is a fixed text of this program.</param>
    public abstract string SpecText(string member);

    /// <summary>Is this trouble that may pass, so that the same work can succeed later?</summary>
    public abstract bool IsPassing(Exception error);

    /// <summary>Does this error come from the database or its driver?</summary>
    public abstract bool IsDatabaseError(Exception error);

    /// <summary>What went wrong, in a line for people.</summary>
    public virtual string Describe(Exception error) => error.Message;
}
