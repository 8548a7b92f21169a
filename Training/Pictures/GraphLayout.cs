namespace ActorTraining.Training.Pictures;

/// <summary>Finds a place for every step of a computation: its result in the last column, each step one column before the first that needs it.</summary>
internal static class GraphLayout
{
    /// <summary>Lays out a graph.</summary>
    /// <param name="inputs">For each node, the indices of those that it is computed from; all smaller than its own. The last node is the result.</param>
    /// <returns>A column and a row for each node, both from 0; rows may have fractions, and nodes of one column are at least 1 apart.</returns>
    public static IReadOnlyList<(int Column, double Row)> Of(IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        int[] columns = Columns(inputs);
        double[] rows = new double[inputs.Count];
        Array.Fill(rows, double.NaN);
        int leaves = 0;
        PlaceRow(inputs.Count - 1, inputs, rows, ref leaves);
        foreach (IGrouping<int, int> column in Enumerable.Range(0, inputs.Count).GroupBy(i => columns[i]))
            Spread([.. column.OrderBy(i => rows[i])], rows);
        double first = rows.Min();
        return [.. columns.Zip(rows, (column, row) => (column, row - first))];
    }

    /// <summary>The longest way to the result, counted from the other end.</summary>
    private static int[] Columns(IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        int[] distance = new int[inputs.Count];
        for (int i = inputs.Count - 1; i >= 0; i--)
        {
            foreach (int input in inputs[i])
                distance[input] = Math.Max(distance[input], distance[i] + 1);
        }

        int most = distance.Max();
        return [.. distance.Select(d => most - d)];
    }

    /// <summary>Leaves take one row after the other; a step stands in the middle of what it is computed from.</summary>
    private static double PlaceRow(int node, IReadOnlyList<IReadOnlyList<int>> inputs, double[] rows, ref int leaves)
    {
        if (!double.IsNaN(rows[node]))
            return rows[node];
        if (inputs[node].Count == 0)
            return rows[node] = leaves++;
        double sum = 0;
        foreach (int input in inputs[node])
            sum += PlaceRow(input, inputs, rows, ref leaves);
        return rows[node] = sum / inputs[node].Count;
    }

    /// <summary>Moves the nodes of a column apart, downwards, keeping their order.</summary>
    private static void Spread(int[] column, double[] rows)
    {
        for (int i = 1; i < column.Length; i++)
            rows[column[i]] = Math.Max(rows[column[i]], rows[column[i - 1]] + 1);
    }
}
