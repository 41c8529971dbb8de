using System.Numerics;

namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Eigenvalues of a small symmetric matrix.</summary>
internal static class Symmetric
{
    private const int Sweeps = 30;

    /// <summary>By Jacobi's rotations, largest first; the vectors are columns.</summary>
    /// <param name="matrix">Row by row; it is used up.</param>
    /// <param name="size">How many rows and columns.</param>
    public static (double[] Values, double[,] Vectors) Eigen(double[] matrix, int size)
    {
        // The vectors are rows while they are turned: what lies side by side is turned together.
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++) vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < Sweeps && Sweep(matrix, vectors, size); sweep++)
        {
        }

        var order = Enumerable.Range(0, size).OrderByDescending(i => matrix[(i * size) + i]).ToArray();
        var sorted = new double[size, size];
        for (var k = 0; k < size; k++)
        {
            for (var i = 0; i < size; i++) sorted[i, k] = vectors[(order[k] * size) + i];
        }

        return (Array.ConvertAll(order, i => matrix[(i * size) + i]), sorted);
    }

    private static bool Sweep(double[] a, double[] v, int size)
    {
        var turned = false;
        for (var p = 0; p < size; p++)
        {
            for (var q = p + 1; q < size; q++)
            {
                var (pp, pq, qq) = (a[(p * size) + p], a[(p * size) + q], a[(q * size) + q]);
                if (Math.Abs(pq) <= 1e-12 * Math.Sqrt(Math.Abs(pp * qq) + 1e-30)) continue;
                turned = true;
                var theta = (qq - pp) / (2 * pq);
                var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
                var sine = tangent * cosine;
                for (var (at, to) = (p, q); at < a.Length; (at, to) = (at + size, to + size)) (a[at], a[to]) = ((cosine * a[at]) - (sine * a[to]), (sine * a[at]) + (cosine * a[to]));
                Rotate(a.AsSpan(p * size, size), a.AsSpan(q * size, size), cosine, sine);
                Rotate(v.AsSpan(p * size, size), v.AsSpan(q * size, size), cosine, sine);
            }
        }

        return turned;
    }

    private static void Rotate(Span<double> one, Span<double> other, double cosine, double sine)
    {
        var at = 0;
        for (; at + Vector<double>.Count <= one.Length; at += Vector<double>.Count)
        {
            var (x, y) = (new Vector<double>(one[at..]), new Vector<double>(other[at..]));
            ((x * cosine) - (y * sine)).CopyTo(one[at..]);
            ((x * sine) + (y * cosine)).CopyTo(other[at..]);
        }

        for (; at < one.Length; at++) (one[at], other[at]) = ((cosine * one[at]) - (sine * other[at]), (sine * one[at]) + (cosine * other[at]));
    }
}
