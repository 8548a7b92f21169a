namespace ActorTraining.Experiments.Search.Sobol;

/// <summary>The direction numbers of a Sobol sequence, computed rather than looked up.</summary>
/// <remarks>
/// Each dimension has a primitive polynomial of its own, in ascending order (I. M. Sobol, 1967), whose recurrence continues some first numbers. These are
/// chosen, one dimension after the other, as S. Joe and F. Y. Kuo do (Constructing Sobol sequences with better two-dimensional projections, 2008): of some
/// candidates, the one whose points are spread most evenly together with each of the dimensions before it.
/// </remarks>
internal static class SobolDirections
{
    /// <summary>The digits of a coordinate.</summary>
    public const int Bits = 32;

    private const int Candidates = 32;

    // A dimension is held against so many before it, which bounds the work for large spaces.
    private const int Neighbours = 40;

    private static readonly Lock Gate = new();
    private static readonly List<uint[]> Known = [FirstDimension()];
    private static readonly IEnumerator<int> Polynomials = PrimitivePolynomials().GetEnumerator();

    /// <summary>[dimensions, <see cref="Bits"/>]: the direction numbers, the top bit being the first digit.</summary>
    public static uint[][] For(int dimensions)
    {
        lock (Gate)
        {
            while (Known.Count < dimensions)
                Known.Add(Next());
            return [.. Known.Take(dimensions)];
        }
    }

    /// <summary>How unevenly the first 2^m points of two dimensions are spread together, summed over m up to 10: the sum of the squares of the t of their (t, m, 2)-nets.</summary>
    public static int Unevenness(uint[] first, uint[] second)
    {
        var sum = 0;
        for (var m = 2; m <= 10; m++)
        {
            var t = m - Strength(Rows(first, m), Rows(second, m), m);
            sum += t * t;
        }
        return sum;
    }

    private static uint[] FirstDimension() => [.. Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit))];

    private static uint[] Next()
    {
        Polynomials.MoveNext();
        var polynomial = Polynomials.Current;
        var random = new RandomStream((ulong)polynomial);
        var before = Known.TakeLast(Neighbours).ToList();
        return Enumerable.Range(0, Candidates).Select(_ => Directions(polynomial, random)).MinBy(candidate => before.Sum(other => Unevenness(other, candidate)))!;
    }

    private static uint[] Directions(int polynomial, RandomStream random)
    {
        var degree = 31 - int.LeadingZeroCount(polynomial);
        var directions = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                // An odd number below 2^(i+1).
                directions[i] = (uint)(2 * random.Below(1 << i) + 1) << (Bits - 1 - i);
                continue;
            }
            directions[i] = directions[i - degree] ^ directions[i - degree] >> degree;
            for (var term = 1; term < degree; term++)
            {
                if ((polynomial >> (degree - term) & 1) != 0)
                    directions[i] ^= directions[i - term];
            }
        }
        return directions;
    }

    // Row r has the digit r of the first m direction numbers.
    private static uint[] Rows(uint[] directions, int m)
    {
        var rows = new uint[m];
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < m; column++)
                rows[row] |= (directions[column] >> (Bits - 1 - row) & 1) << column;
        }
        return rows;
    }

    // The most digits, however split between the two dimensions, that are independent of each other.
    private static int Strength(uint[] first, uint[] second, int m)
    {
        var strength = m;
        Span<uint> basis = stackalloc uint[m];
        for (var taken = 0; taken <= m; taken++)
        {
            basis.Clear();
            for (var row = 0; row < taken; row++)
                Insert(basis, first[row]);
            var more = 0;
            while (taken + more < m && Insert(basis, second[more]))
                more++;
            strength = Math.Min(strength, taken + more);
        }
        return strength;
    }

    private static bool Insert(Span<uint> basis, uint row)
    {
        while (row != 0)
        {
            var lead = 31 - (int)uint.LeadingZeroCount(row);
            if (basis[lead] == 0)
            {
                basis[lead] = row;
                return true;
            }
            row ^= basis[lead];
        }
        return false;
    }

    // Over the field of two elements, as bit patterns; x alone generates every other residue.
    private static IEnumerable<int> PrimitivePolynomials()
    {
        for (var degree = 1; ; degree++)
        {
            for (var polynomial = (1 << degree) + 1; polynomial < 2 << degree; polynomial += 2)
            {
                var (power, period) = (1, 0);
                do
                {
                    power <<= 1;
                    if ((power >> degree & 1) != 0)
                        power ^= polynomial;
                    period++;
                }
                while (power != 1 && period < 1 << degree);
                if (period == (1 << degree) - 1)
                    yield return polynomial;
            }
        }
    }
}
