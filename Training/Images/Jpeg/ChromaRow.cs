namespace ActorTraining.Training.Images.Jpeg;

/// <summary>Rows of a component in the size of the picture, one at a time.</summary>
/// <remarks>
/// Where a component has half the samples, a new one weighs its neighbours 3:1 (a triangle filter), as libjpeg does by default ("fancy upsampling"); in all other
/// proportions, and in pictures of at most two samples, samples are repeated.
/// </remarks>
internal sealed class ChromaRow
{
    private readonly JpegComponent _component;
    private readonly int _horizontal;
    private readonly int _vertical;
    private readonly bool _smooth;
    private readonly int[] _sums;
    private readonly byte[] _row;

    /// <summary>Prepares a component of a frame.</summary>
    public ChromaRow(JpegFrame frame, JpegComponent component)
    {
        _component = component;
        _horizontal = frame.MostHorizontal / component.Horizontal;
        _vertical = frame.MostVertical / component.Vertical;
        _smooth = (_horizontal, _vertical) is (1, 2) || ((_horizontal, _vertical) is (2, 1) or (2, 2) && component.Width > 2);
        _sums = new int[component.Width];
        _row = new byte[component.Width * _horizontal];
    }

    /// <summary>The samples of a row of the picture; at least as many as it has pixels.</summary>
    public ReadOnlySpan<byte> this[int y]
    {
        get
        {
            ReadOnlySpan<byte> near = Source(y / _vertical);
            if (_horizontal == 1 && _vertical == 1)
            {
                return near;
            }

            if (!_smooth)
            {
                Repeat(near);
            }
            else if (_vertical == 1)
            {
                WidenOnly(near);
            }
            else
            {
                bool upper = (y & 1) == 0;
                ReadOnlySpan<byte> far = Source((y / 2) + (upper ? -1 : 1));
                Weigh(near, far);
                Finish(upper);
            }

            return _row;
        }
    }

    private ReadOnlySpan<byte> Source(int row) =>
        _component.Samples.AsSpan(Math.Clamp(row, 0, _component.Height - 1) * _component.Stride, _component.Width);

    private void Repeat(ReadOnlySpan<byte> near)
    {
        for (int i = 0; i < near.Length; i++)
        {
            _row.AsSpan(i * _horizontal, _horizontal).Fill(near[i]);
        }
    }

    /// <summary>Doubles the width. Left and right halves round differently, so that no shade drifts.</summary>
    private void WidenOnly(ReadOnlySpan<byte> near)
    {
        int last = near.Length - 1;
        _row[0] = near[0];
        _row[(2 * last) + 1] = near[last];
        for (int i = 0; i < last; i++)
        {
            _row[(2 * i) + 1] = (byte)(((3 * near[i]) + near[i + 1] + 2) >> 2);
            _row[(2 * i) + 2] = (byte)(((3 * near[i + 1]) + near[i] + 1) >> 2);
        }
    }

    private void Weigh(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far)
    {
        int[] sums = _sums;
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = (3 * near[i]) + far[i];
        }
    }

    private void Finish(bool upper)
    {
        int[] sums = _sums;
        if (_horizontal == 1)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                _row[i] = (byte)((sums[i] + (upper ? 1 : 2)) >> 2);
            }

            return;
        }

        int last = sums.Length - 1;
        _row[0] = (byte)(((4 * sums[0]) + 8) >> 4);
        _row[(2 * last) + 1] = (byte)(((4 * sums[last]) + 7) >> 4);
        for (int i = 0; i < last; i++)
        {
            _row[(2 * i) + 1] = (byte)(((3 * sums[i]) + sums[i + 1] + 7) >> 4);
            _row[(2 * i) + 2] = (byte)(((3 * sums[i + 1]) + sums[i] + 8) >> 4);
        }
    }
}
