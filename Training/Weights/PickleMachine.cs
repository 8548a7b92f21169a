namespace ActorTraining.Training.Weights;

/// <summary>Runs the opcodes of a pickle that weights files consist of and makes plain values: null, bool, long, double, string, lists, tuples, dictionaries.</summary>
/// <remarks>
/// The opcodes are those of Python's <c>pickletools</c>, protocols 2 to 5. Classes and functions stay names; what "calling" them gives is up to
/// <see cref="TorchObjects"/>, which knows a handful. So nothing in a file can run code here. Each opcode takes at least one byte and adds at most one value,
/// and so memory is bounded by the length of the pickle.
/// </remarks>
internal ref struct PickleMachine(ReadOnlySpan<byte> pickle)
{
    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private PickleBytes _bytes = new(pickle);

    /// <summary>The bytes that were read, over all values.</summary>
    public readonly int Position => _bytes.Position;

    /// <summary>Reads the next value; several can follow each other.</summary>
    /// <exception cref="InvalidDataException">The pickle is damaged or asks for something that weights do not need.</exception>
    public object? Load()
    {
        _stack.Clear();
        _memo.Clear();
        while (true)
        {
            byte opcode = _bytes.TakeByte();
            if (opcode == (byte)'.')
            {
                return Pop();
            }

            if (!TryConstant(opcode) && !TryContainer(opcode) && !TryMemo(opcode) && !TryObject(opcode))
            {
                throw new InvalidDataException($"refused: its pickle uses the opcode 0x{opcode:x2}, which weights do not need");
            }
        }
    }

    private bool TryConstant(byte opcode)
    {
        object? value;
        switch (opcode)
        {
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'K': value = (long)_bytes.TakeByte(); break;
            case (byte)'M': value = (long)_bytes.TakeUInt16(); break;
            case (byte)'J': value = (long)_bytes.TakeInt32(); break;
            case 0x8a: value = _bytes.TakeInteger(_bytes.TakeByte()); break;
            case (byte)'G': value = _bytes.TakeDouble(); break;
            case (byte)'X' or (byte)'T': value = _bytes.TakeText(_bytes.TakeInt32()); break;
            case 0x8c or (byte)'U': value = _bytes.TakeText(_bytes.TakeByte()); break;
            default: return false;
        }

        _stack.Add(value);
        return true;
    }

    private bool TryContainer(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'(': _stack.Add(Mark); break;
            case (byte)')': _stack.Add(Array.Empty<object?>()); break;
            case (byte)'t': _stack.Add(PopToMark().ToArray()); break;
            case 0x85 or 0x86 or 0x87: _stack.Add(Pop(opcode - 0x84)); break;
            case (byte)']': _stack.Add(new List<object?>()); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e': Append(PopToMark()); break;
            case (byte)'}': _stack.Add(new PickleDictionary()); break;
            case (byte)'s': SetItems([.. Pop(2)]); break;
            case (byte)'u': SetItems(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private bool TryMemo(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q': _memo[_bytes.TakeByte()] = Top(); break;
            case (byte)'r': _memo[_bytes.TakeInt32()] = Top(); break;
            case 0x94: _memo[_memo.Count] = Top(); break;
            case (byte)'h': _stack.Add(Recall(_bytes.TakeByte())); break;
            case (byte)'j': _stack.Add(Recall(_bytes.TakeInt32())); break;
            default: return false;
        }

        return true;
    }

    private bool TryObject(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: _bytes.TakeByte(); break; // the protocol
            case 0x95: _bytes.Take(sizeof(long)); break; // the length of a frame: a hint for buffers
            case (byte)'c': _stack.Add(TorchObjects.FindGlobal(_bytes.TakeLine(), _bytes.TakeLine())); break;
            case 0x93: FindStackGlobal(); break;
            case (byte)'Q': _stack.Add(TorchObjects.Storage(Pop())); break;
            case (byte)'R': Call(); break;
            case (byte)'b': Build(); break;
            default: return false;
        }

        return true;
    }

    private readonly void FindStackGlobal()
    {
        object?[] names = Pop(2);
        _stack.Add(names is [string module, string name]
            ? TorchObjects.FindGlobal(module, name)
            : throw new InvalidDataException("its pickle names a class by something that is not a text"));
    }

    private readonly void Call()
    {
        object? arguments = Pop();
        _stack.Add(TorchObjects.Call(Pop(), arguments));
    }

    /// <summary>Attributes of the dictionary itself: PyTorch keeps the versions of modules there, which nothing here needs.</summary>
    private readonly void Build()
    {
        object? attributes = Pop();
        if (attributes is not PickleDictionary || Top() is not PickleDictionary)
        {
            throw new InvalidDataException("refused: its pickle sets the state of an object that is not a dictionary");
        }
    }

    private readonly void Append(IEnumerable<object?> items)
    {
        if (Top() is not List<object?> list)
        {
            throw new InvalidDataException("its pickle appends to something that is not a list");
        }

        list.AddRange(items);
    }

    private readonly void SetItems(List<object?> items)
    {
        if (Top() is not PickleDictionary dictionary)
        {
            throw new InvalidDataException("its pickle sets items of something that is not a dictionary");
        }

        dictionary.AddPairs(items);
    }

    private readonly object? Recall(int key) =>
        _memo.TryGetValue(key, out object? value) ? value : throw new InvalidDataException($"its pickle refers to number {key}, which it never stored");

    private readonly object? Top() => _stack.Count > 0 ? _stack[^1] : throw new InvalidDataException("its pickle takes a value where there is none");

    private readonly object? Pop() => Pop(1)[0];

    private readonly object?[] Pop(int count)
    {
        if (_stack.Count < count)
        {
            throw new InvalidDataException("its pickle takes a value where there is none");
        }

        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private readonly List<object?> PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw new InvalidDataException("its pickle ends a group that it never began");
        }

        List<object?> values = _stack[(mark + 1)..];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }
}
