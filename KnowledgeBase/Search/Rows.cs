using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>A matrix of floats for sums of its rows, each of which is filled up with zeros to whole vectors.</summary>
/// <remarks>
/// Learning is nothing but sums of some hundred rows out of a hundred thousand, half a million times. TensorPrimitives takes one row at a time, with a
/// call for each: four rows at once wait for memory together and write the sum once. The order of the additions is the same.
/// </remarks>
internal sealed class Rows
{
    private readonly float[] all;
    private readonly int length;

    public Rows(int count, int length)
    {
        (Count, this.length) = (count, length);
        Width = (length + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        all = new float[count * Width];
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>How long a row is with what it is filled up with.</summary>
    public int Width { get; }

    /// <summary>One row.</summary>
    public Span<float> Of(int row) => all.AsSpan(row * Width, length);

    /// <summary>The same with what it is filled up with, which stays zero.</summary>
    public Span<float> Whole(int row) => all.AsSpan(row * Width, Width);

    /// <summary>All rows, one behind the other, without what they are filled up with.</summary>
    public float[] ToArray()
    {
        var array = new float[Count * length];
        for (var row = 0; row < Count; row++) Of(row).CopyTo(array.AsSpan(row * length));
        return array;
    }

    /// <summary>Adds rows, each as often as its factor says, one after the other.</summary>
    /// <param name="sum">As wide as a row.</param>
    /// <param name="rows">Which.</param>
    /// <param name="factors">As many.</param>
    public void AddTo(Span<float> sum, ReadOnlySpan<int> rows, ReadOnlySpan<float> factors)
    {
        ref var to = ref MemoryMarshal.GetReference(sum[..Width]);
        factors = factors[..rows.Length];
        var at = 0;
        for (; at + 4 <= rows.Length; at += 4)
        {
            ref var first = ref Start(rows[at]);
            ref var second = ref Start(rows[at + 1]);
            ref var third = ref Start(rows[at + 2]);
            ref var fourth = ref Start(rows[at + 3]);
            var (one, two, three, four) = (new Vector<float>(factors[at]), new Vector<float>(factors[at + 1]), new Vector<float>(factors[at + 2]), new Vector<float>(factors[at + 3]));
            for (nuint column = 0; column < (nuint)Width; column += (nuint)Vector<float>.Count)
            {
                var next = Vector.LoadUnsafe(ref to, column);
                next += Vector.LoadUnsafe(ref first, column) * one;
                next += Vector.LoadUnsafe(ref second, column) * two;
                next += Vector.LoadUnsafe(ref third, column) * three;
                next += Vector.LoadUnsafe(ref fourth, column) * four;
                next.StoreUnsafe(ref to, column);
            }
        }

        for (; at < rows.Length; at++) Add(ref to, ref Start(rows[at]), factors[at]);
    }

    /// <summary>Adds to a row.</summary>
    /// <param name="row">Which.</param>
    /// <param name="what">As wide as a row; zero in what it is filled up with.</param>
    /// <param name="factor">How often.</param>
    public void Add(int row, ReadOnlySpan<float> what, float factor) => Add(ref Start(row), ref MemoryMarshal.GetReference(what[..Width]), factor);

    /// <summary>What each column has in common with each other one: the sums of their products, row by row.</summary>
    public double[] Gram()
    {
        var sums = new double[Width * Width];
        for (var row = 0; row < Count; row++)
        {
            ref var cells = ref Start(row);
            for (var i = 0; i < length; i++)
            {
                ref var sum = ref sums[i * Width];
                var cell = new Vector<float>(Unsafe.Add(ref cells, i));
                for (var column = i / Vector<float>.Count * Vector<float>.Count; column < Width; column += Vector<float>.Count)
                {
                    Vector.Widen(Vector.LoadUnsafe(ref cells, (nuint)column) * cell, out var low, out var high);
                    (Vector.LoadUnsafe(ref sum, (nuint)column) + low).StoreUnsafe(ref sum, (nuint)column);
                    (Vector.LoadUnsafe(ref sum, (nuint)(column + Vector<double>.Count)) + high).StoreUnsafe(ref sum, (nuint)(column + Vector<double>.Count));
                }
            }
        }

        var gram = new double[length * length];
        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j < length; j++) gram[(i * length) + j] = sums[(Math.Min(i, j) * Width) + Math.Max(i, j)];
        }

        return gram;
    }

    private void Add(ref float to, ref float what, float factor)
    {
        var times = new Vector<float>(factor);
        for (nuint column = 0; column < (nuint)Width; column += (nuint)Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref to, column) + (Vector.LoadUnsafe(ref what, column) * times)).StoreUnsafe(ref to, column);
        }
    }

    private ref float Start(int row) => ref MemoryMarshal.GetReference(Whole(row));
}
