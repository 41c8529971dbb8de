namespace BrigadeNumerique.KnowledgeBase.Search;

/// <summary>Eigenvalues of a small symmetric matrix.</summary>
internal static class Symmetric
{
    private const int Sweeps = 30;

    /// <summary>By Jacobi's rotations, largest first; the vectors are columns.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] matrix, int size)
    {
        var vectors = new double[size, size];
        for (var i = 0; i < size; i++) vectors[i, i] = 1;
        for (var sweep = 0; sweep < Sweeps && Sweep(matrix, vectors, size); sweep++)
        {
        }

        var order = Enumerable.Range(0, size).OrderByDescending(i => matrix[i, i]).ToArray();
        var sorted = new double[size, size];
        for (var k = 0; k < size; k++)
        {
            for (var i = 0; i < size; i++) sorted[i, k] = vectors[i, order[k]];
        }

        return (Array.ConvertAll(order, i => matrix[i, i]), sorted);
    }

    private static bool Sweep(double[,] a, double[,] v, int size)
    {
        var turned = false;
        for (var p = 0; p < size; p++)
        {
            for (var q = p + 1; q < size; q++)
            {
                if (Math.Abs(a[p, q]) <= 1e-12 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q]) + 1e-30)) continue;
                turned = true;
                var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
                Rotate(a, v, size, p, q, cosine, tangent * cosine);
            }
        }

        return turned;
    }

    private static void Rotate(double[,] a, double[,] v, int size, int p, int q, double cosine, double sine)
    {
        for (var i = 0; i < size; i++) (a[i, p], a[i, q]) = ((cosine * a[i, p]) - (sine * a[i, q]), (sine * a[i, p]) + (cosine * a[i, q]));
        for (var i = 0; i < size; i++) (a[p, i], a[q, i]) = ((cosine * a[p, i]) - (sine * a[q, i]), (sine * a[p, i]) + (cosine * a[q, i]));
        for (var i = 0; i < size; i++) (v[i, p], v[i, q]) = ((cosine * v[i, p]) - (sine * v[i, q]), (sine * v[i, p]) + (cosine * v[i, q]));
    }
}
