// Memory is measured, and the library computes with one thread: tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
