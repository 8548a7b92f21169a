namespace ActorTraining.Training.Images.Jpeg;

/// <summary>The second bytes of the markers of a JPEG file (T.81, table B.1).</summary>
internal static class JpegMarker
{
    public const byte Baseline = 0xC0;
    public const byte ExtendedSequential = 0xC1;
    public const byte Progressive = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte FirstRestart = 0xD0;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte Jfif = 0xE0;
    public const byte Exif = 0xE1;
    public const byte Adobe = 0xEE;

    /// <summary>Whether no segment follows: TEM, the restart markers and SOI.</summary>
    public static bool StandsAlone(byte marker) => marker is 0x01 or (>= FirstRestart and <= StartOfImage);

    /// <summary>Whether the marker begins a frame of a kind that is not read.</summary>
    public static bool IsOtherFrame(byte marker) => marker is >= 0xC3 and <= 0xCF and not (HuffmanTables or 0xC8 or 0xCC);
}
