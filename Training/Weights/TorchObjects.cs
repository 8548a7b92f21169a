namespace ActorTraining.Training.Weights;

/// <summary>The objects that a PyTorch weights file may consist of. Whatever else its pickle asks for is refused.</summary>
internal static class TorchObjects
{
    private const string OrderedDictionary = "collections.OrderedDict";
    private const string StoragePrefix = "torch.";
    private const string StorageSuffix = "Storage";

    private static readonly string[] Functions =
        [OrderedDictionary, "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter"];

    private static readonly Dictionary<string, ElementType> StorageTypes = new(StringComparer.Ordinal)
    {
        ["Half"] = ElementType.Float16,
        ["BFloat16"] = ElementType.BFloat16,
        ["Float"] = ElementType.Float32,
        ["Double"] = ElementType.Float64,
        ["Char"] = ElementType.Int8,
        ["Byte"] = ElementType.UInt8,
        ["Short"] = ElementType.Int16,
        ["Int"] = ElementType.Int32,
        ["Long"] = ElementType.Int64,
        ["Bool"] = ElementType.Boolean,
    };

    /// <summary>Lets a class or function pass if weights need it.</summary>
    /// <exception cref="InvalidDataException">They do not: it could be anything, and run it.</exception>
    public static PickleGlobal FindGlobal(string module, string name)
    {
        string full = $"{module}.{name}";
        return Functions.Contains(full) || StorageType(full) is not null
            ? new PickleGlobal(full)
            : throw new InvalidDataException($"refused: its pickle asks for {full}, which weights do not need; save the state_dict() alone");
    }

    /// <summary>Makes the object that a function of the whitelist would give.</summary>
    /// <exception cref="InvalidDataException">The arguments are not such as PyTorch writes.</exception>
    public static object Call(object? function, object? arguments) => (function, arguments) switch
    {
        (PickleGlobal { Name: OrderedDictionary }, object?[] { Length: 0 }) => new PickleDictionary(),
        (PickleGlobal { Name: "torch._utils._rebuild_tensor_v2" }, object?[] { Length: >= 6 } tensor) => Tensor(tensor),
        (PickleGlobal { Name: "torch._utils._rebuild_tensor" }, object?[] { Length: 4 } tensor) => Tensor(tensor),
        (PickleGlobal { Name: "torch._utils._rebuild_parameter" }, object?[] { Length: 3 } and [TorchTensor tensor, ..]) => tensor,
        (PickleGlobal global, _) => throw new InvalidDataException($"its pickle calls {global.Name} with other arguments than PyTorch does"),
        _ => throw new InvalidDataException("its pickle calls something that is not a function"),
    };

    /// <summary>The storage that a persistent identifier stands for: ('storage', type, key, device, count, ...).</summary>
    /// <exception cref="InvalidDataException">It stands for something else.</exception>
    public static TorchStorage Storage(object? identifier) => identifier is object?[] and ["storage", PickleGlobal type, string key, _, long count, ..]
        && StorageType(type.Name) is { } element && count is >= 0 and <= WeightsLimits.Elements
            ? new TorchStorage(key, element, count)
            : throw new InvalidDataException($"its pickle refers to something outside that is not a storage of at most {WeightsLimits.Elements:N0} numbers");

    private static ElementType? StorageType(string name) =>
        name.StartsWith(StoragePrefix, StringComparison.Ordinal) && name.EndsWith(StorageSuffix, StringComparison.Ordinal)
        && StorageTypes.TryGetValue(name[StoragePrefix.Length..^StorageSuffix.Length], out ElementType type) ? type : null;

    private static TorchTensor Tensor(object?[] arguments) => arguments is [TorchStorage storage, long offset, object?[] sizes, object?[] strides, ..]
        ? TorchTensor.Create(storage, offset, Integers(sizes), Integers(strides))
        : throw new InvalidDataException("its pickle describes a tensor otherwise than PyTorch does");

    private static long[] Integers(object?[] values) =>
        [.. values.Select(value => value is long integer ? integer : throw new InvalidDataException("its pickle has a shape or stride that is not an integer"))];
}
