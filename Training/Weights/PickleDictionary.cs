namespace ActorTraining.Training.Weights;

/// <summary>A dictionary from a pickle, its entries in order; later ones of the same key come behind.</summary>
internal sealed class PickleDictionary : List<KeyValuePair<object?, object?>>
{
    /// <summary>Adds keys and values that follow each other.</summary>
    /// <exception cref="InvalidDataException">A key has no value.</exception>
    public void AddPairs(List<object?> items)
    {
        if (items.Count % 2 != 0)
        {
            throw new InvalidDataException("the pickle gives a dictionary a key without a value");
        }

        for (int i = 0; i < items.Count; i += 2)
        {
            Add(new KeyValuePair<object?, object?>(items[i], items[i + 1]));
        }
    }
}
