namespace ActorTraining.Cli.Hosting;

/// <summary>Where experiments run and are stored.</summary>
internal interface IExperimentsProvider
{
    /// <summary>Opens a store to run experiments of it on this machine. Nothing runs until it is asked for.</summary>
    /// <param name="store">The full path of the store; it is created where it does not exist.</param>
    /// <param name="slots">How many trials run at once; null for one per core.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreInUseException">Another process runs its experiments.</exception>
    /// <exception cref="CommandException">The store cannot be used.</exception>
    Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel);

    /// <summary>Opens a store to run everything unfinished of it on this machine, unasked.</summary>
    /// <inheritdoc cref="StartAsync"/>
    Task<IExperimentsSession> ServeAsync(string store, int? slots, CancellationToken cancel);

    /// <summary>Opens a store whose experiments another process runs: questions go to the store, commands to that process.</summary>
    /// <param name="store">The full path of a store that exists.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">The store cannot be read.</exception>
    Task<IExperimentsSession> ConnectAsync(string store, CancellationToken cancel);

    /// <summary>Opens a store to look at it, while another process may be working on it.</summary>
    /// <param name="store">The full path of a store that exists.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">The store cannot be read.</exception>
    Task<IExperimentsSession> OpenAsync(string store, CancellationToken cancel);

    /// <summary>Opens the experiments of a server. Whether it can be reached shows when it is asked something.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="token">The token that it knows; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">The token cannot be one.</exception>
    Task<IExperimentsSession> ReachAsync(Uri server, string? token, CancellationToken cancel);
}
