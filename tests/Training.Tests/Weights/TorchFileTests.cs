using System.IO.Compression;
using System.Text;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

public class TorchFileTests
{
    /// <summary>The opcodes of a storage of 4 numbers, ready to become the first argument of a tensor.</summary>
    private const string Storage = "(X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpuK\u0004tQ";

    [Fact]
    public void What_is_written_is_read_back()
    {
        WeightsFixture.AssertSame(WeightsFixture.Sample, WeightsFixture.Read(TorchFile.Read, WeightsFixture.Bytes(TorchFile.Write)));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes() =>
        Assert.Equal(WeightsFixture.Bytes(TorchFile.Write), WeightsFixture.Bytes(TorchFile.Write));

    [Theory]
    [InlineData("module.pt")]
    [InlineData("legacy.pt")]
    [InlineData("protocol4.pt")]
    [InlineData("parameters.pt")]
    [InlineData("views.pt")]
    [InlineData("legacy-views.pt")]
    [InlineData("types.pt")]
    public void Reads_what_PyTorch_wrote(string file) => WeightsFixture.AssertReads(TorchFile.Read, file);

    [Theory]
    [InlineData("malice.pt", "refused: its pickle asks for posix.system, which weights do not need")]
    [InlineData("legacy-malice.pt", "refused: its pickle asks for posix.system, which weights do not need")]
    [InlineData("whole-module.pt", "refused: its pickle asks for torch.nn.modules.container.Sequential, which weights do not need; save the state_dict() alone")]
    [InlineData("script.pt", "it is a TorchScript program, not weights")]
    [InlineData("checkpoint.pt", "its entry 'epoch' is a number, expected a tensor; save the state_dict() alone")]
    public void Refuses_files_that_are_more_than_weights(string file, string message) =>
        WeightsFixture.AssertRefused(message, TorchFile.Read, File.ReadAllBytes(WeightsFixture.PathOf(file)));

    [Theory]
    [InlineData("cbuiltins\neval\n(X\u0001\0\0\01tR.", "refused: its pickle asks for builtins.eval")]
    [InlineData("X\u0008\0\0\0builtinsX\u0004\0\0\0eval\u0093.", "refused: its pickle asks for builtins.eval")]
    [InlineData("ctorch.storage\n_load_from_bytes\n.", "refused: its pickle asks for torch.storage._load_from_bytes")]
    [InlineData("ctorch\nQInt8Storage\n.", "refused: its pickle asks for torch.QInt8Storage")]
    [InlineData("(iposix\nsystem\n.", "refused: its pickle uses the opcode 0x69")]
    [InlineData("}}\u0081.", "refused: its pickle uses the opcode 0x81")]
    [InlineData("ccollections\nOrderedDict\n)RK\u0001b.", "refused: its pickle sets the state of an object that is not a dictionary")]
    [InlineData("ccollections\nOrderedDict\n(K\u0001tR.", "its pickle calls collections.OrderedDict with other arguments")]
    [InlineData("K\u0001)R.", "its pickle calls something that is not a function")]
    [InlineData("K\u0001Q.", "its pickle refers to something outside that is not a storage")]
    [InlineData("K\u0001", "its pickle ends in the middle")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f", "its pickle ends in the middle")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff", "its pickle ends in the middle")]
    [InlineData(".", "its pickle takes a value where there is none")]
    [InlineData("t.", "its pickle ends a group that it never began")]
    [InlineData("h\u0007.", "its pickle refers to number 7, which it never stored")]
    [InlineData("}(K\u0001u.", "the pickle gives a dictionary a key without a value")]
    [InlineData("NK\u0001a.", "its pickle appends to something that is not a list")]
    [InlineData("NK\u0001K\u0001s.", "its pickle sets items of something that is not a dictionary")]
    [InlineData("N.", "it holds None, expected a dictionary of tensors")]
    [InlineData("}K\u0001K\u0001s.", "a key of its dictionary is a number, expected the name of a tensor")]
    [InlineData("}X\u0001\0\0\0w]s.", "its entry 'w' is a list, expected a tensor")]
    public void Refuses_pickles_that_ask_for_more(string pickle, string message) => AssertRefused(message, pickle);

    [Theory]
    [InlineData("K\u0000", "K\u0005\u0085", "K\u0001\u0085", "a tensor of shape [5], offset 0 and strides (1) does not lie within its storage of 4 elements")]
    [InlineData("K\u0001", "K\u0004\u0085", "K\u0001\u0085", "a tensor of shape [4], offset 1 and strides (1) does not lie within its storage of 4 elements")]
    [InlineData("K\u0000", "K\u0002\u0085", "K\u0004\u0085", "a tensor of shape [2], offset 0 and strides (4) does not lie within its storage of 4 elements")]
    [InlineData("K\u0000", "K\u00c8K\u00c8\u0086", "K\u0000K\u0000\u0086", "a tensor of shape [200, 200], offset 0 and strides (0, 0) does not lie within its storage of 4 elements")]
    [InlineData("J\u00ff\u00ff\u00ff\u00ff", "K\u0001\u0085", "K\u0001\u0085", "a tensor of shape [1] has the offset -1")]
    [InlineData("K\u0000", "K\u0001\u0085", "J\u00ff\u00ff\u00ff\u00ff\u0085", "a tensor of shape [1] has the offset 0 and the strides (-1)")]
    [InlineData("K\u0000", "J\u00ff\u00ff\u00ff\u00ff\u0085", "K\u0001\u0085", "a tensor has the shape [-1]")]
    [InlineData("K\u0000", "J\u00ff\u00ff\u00ff\u007fJ\u00ff\u00ff\u00ff\u007f\u0086", "K\u0001K\u0001\u0086", "a tensor has the shape [2147483647, 2147483647]")]
    [InlineData("K\u0000", "K\u0001\u0085", ")", "a tensor of shape [1] has the offset 0 and the strides ()")]
    [InlineData("K\u0000", "N\u0085", "K\u0001\u0085", "its pickle has a shape or stride that is not an integer")]
    [InlineData("N", "K\u0001\u0085", "K\u0001\u0085", "its pickle describes a tensor otherwise than PyTorch does")]
    [InlineData("K\u0000", "K\u0002K\u0002\u0086", "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f\u0086", "a tensor of shape [2, 2], offset 0 and strides (9223372036854775807, 9223372036854775807)")]
    public void Refuses_views_that_leave_their_storage(string offset, string sizes, string strides, string message) =>
        AssertRefused(message, $"}}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n({Storage}{offset}{sizes}{strides}\u0089}}tRs.");

    [Fact]
    public void Refuses_a_storage_of_another_length_or_none()
    {
        string pickle = $"}}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n({Storage}K\u0000K\u0004\u0085K\u0001\u0085\u0089}}tRs.";
        WeightsFixture.AssertRefused("root/data/0 has 12 bytes, expected 16", TorchFile.Read, Zip(("root/data.pkl", Latin1(pickle)), ("root/data/0", new byte[12])));
        WeightsFixture.AssertRefused("it contains no root/data/0", TorchFile.Read, Zip(("root/data.pkl", Latin1(pickle))));
        StateDictionary read = WeightsFixture.Read(TorchFile.Read, Zip(("root/data.pkl", Latin1(pickle)), ("root/data/0", new byte[16])));
        Assert.Equal(4, read.Find("w")!.Length);
    }

    [Fact]
    public void Refuses_what_is_no_PyTorch_file()
    {
        WeightsFixture.AssertRefused("", TorchFile.Read, "something else"u8.ToArray());
        WeightsFixture.AssertRefused("", TorchFile.Read, []);
        WeightsFixture.AssertRefused("not a PyTorch file: it contains no data.pkl", TorchFile.Read, Zip(("readme.txt", [1])));
        WeightsFixture.AssertRefused("it was written on a big-endian machine", TorchFile.Read, Zip(("a/data.pkl", Latin1("}.")), ("a/byteorder", "big"u8.ToArray())));
    }

    [Theory]
    [InlineData("module.pt")]
    [InlineData("legacy.pt")]
    public void Refuses_truncated_files(string file)
    {
        byte[] content = File.ReadAllBytes(WeightsFixture.PathOf(file));
        foreach (int length in new[] { 3, 100, content.Length / 2, content.Length - 1 })
        {
            WeightsFixture.AssertRefused("", TorchFile.Read, content[..length]);
        }
    }

    [Theory]
    [InlineData("module.pt")]
    [InlineData("legacy-views.pt")]
    public void Damaged_files_are_read_or_refused(string file) =>
        WeightsFixture.AssertSurvivesDamage(TorchFile.Read, File.ReadAllBytes(WeightsFixture.PathOf(file)));

    private static void AssertRefused(string message, string pickle) =>
        WeightsFixture.AssertRefused(message, TorchFile.Read, Zip(("root/data.pkl", Latin1(pickle)), ("root/data/0", new byte[16])));

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
