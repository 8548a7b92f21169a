using System.Globalization;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;

// A process of its own for tests that kill or freeze it: writes trials into experiments of a store and prints each that was acknowledged.
// It ends with the process that started it, which holds the other end of its standard input.
// store-host sqlite|postgres <file or connection string> <trials> <experiment>...
var (kind, place, trials) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
_ = Task.Run(() =>
{
    Console.In.ReadToEnd();
    Environment.Exit(1);
});
var options = new StoreOptions { LockPatience = TimeSpan.FromMilliseconds(500) };
await using IExperimentStore store = kind == "sqlite" ? SqliteStore.Open(place, options) : PostgresStore.Open(place, options);
await Task.WhenAll(args.Skip(3).Select(experiment => new Contender(store, experiment).RunAsync(trials, number =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{experiment} {number}")))));
