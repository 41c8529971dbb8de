using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BrigadeNumerique.Bot.Triage;

/// <summary>
/// The weights of many features, a row each. A weight is one byte, with a scale for its row: a quarter of the memory, and the same
/// decisions. A row's weights stand side by side, so that adding it up reads memory in order.
/// </summary>
internal sealed class ByteRows
{
    /// <summary>A row is padded to a multiple of this, which is what one step of adding takes.</summary>
    private const int Step = 16;

    private readonly sbyte[] weights;
    private readonly float[] scales;

    private ByteRows(int width, sbyte[] weights, float[] scales) => (Width, this.weights, this.scales) = (width, weights, scales);

    /// <summary>Length of a padded row: the sums given to <see cref="AddUp"/> have it.</summary>
    public int Width { get; }

    /// <summary>Keeps what was learnt.</summary>
    /// <param name="learnt">A row of weights a feature, one after the other.</param>
    /// <param name="columns">Weights in a row.</param>
    public static ByteRows Of(ReadOnlySpan<float> learnt, int columns)
    {
        var (rows, width) = (learnt.Length / columns, Padded(columns));
        var (weights, scales) = (new sbyte[rows * width], new float[rows]);
        for (var at = 0; at < rows; at++)
        {
            var row = learnt.Slice(at * columns, columns);
            scales[at] = Math.Abs(TensorPrimitives.MaxMagnitude(row)) / sbyte.MaxValue;
            if (scales[at] == 0) continue;
            for (var column = 0; column < columns; column++) weights[(at * width) + column] = (sbyte)MathF.Round(row[column] / scales[at]);
        }

        return new ByteRows(width, weights, scales);
    }

    /// <summary>Adds every feature's row, as much as the message has of it.</summary>
    public void AddUp(SparseVector message, Span<float> sums)
    {
        for (var at = 0; at < message.Index.Length; at++) Add(sums, message.Index[at], message.Value[at]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(scales.Length);
        writer.Write(MemoryMarshal.AsBytes<float>(scales));
        writer.Write(MemoryMarshal.AsBytes<sbyte>(weights));
    }

    public static ByteRows Read(BinaryReader reader, int columns)
    {
        var scales = new float[reader.ReadInt32()];
        var weights = new sbyte[scales.Length * Padded(columns)];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new ByteRows(Padded(columns), weights, scales);
    }

    private static int Padded(int columns) => (columns + Step - 1) / Step * Step;

    private void Add(Span<float> sums, int feature, float value)
    {
        var much = Vector128.Create(value * scales[feature]);
        var row = weights.AsSpan(feature * Width, Width);
        for (var at = 0; at < Width; at += Step)
        {
            var (low, high) = Vector128.Widen(Vector128.Create<sbyte>(row.Slice(at, Step)));
            AddFour(sums[at..], Vector128.WidenLower(low), much);
            AddFour(sums[(at + 4)..], Vector128.WidenUpper(low), much);
            AddFour(sums[(at + 8)..], Vector128.WidenLower(high), much);
            AddFour(sums[(at + 12)..], Vector128.WidenUpper(high), much);
        }
    }

    private static void AddFour(Span<float> sums, Vector128<int> row, Vector128<float> much) =>
        (Vector128.Create<float>(sums[..4]) + (Vector128.ConvertToSingle(row) * much)).CopyTo(sums);
}
