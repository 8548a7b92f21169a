using System.Formats.Tar;
using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public sealed class CifarArchiveTests
{
    private const int Record = 1 + (3 * 32 * 32);

    [Fact]
    public void Reads_five_batches_and_the_test_batch()
    {
        Dataset dataset = Read(Archive());
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(new ImageShape(3, 32, 32), dataset.Train.Shape);
        Assert.Equal((10, 2), (dataset.Train.Count, dataset.Test.Count));
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], dataset.Train.Labels.ToArray());
        Assert.Equal(Enumerable.Repeat((byte)21, 3072), dataset.Train.Pixels(3).ToArray());
        Assert.Equal(Enumerable.Repeat((byte)61, 3072), dataset.Test.Pixels(1).ToArray());
    }

    [Fact]
    public void Names_what_is_wrong_with_an_archive()
    {
        Assert.Equal("cifar: it does not contain cifar-10-batches-bin/data_batch_3.bin", Fault(Archive(without: "data_batch_3.bin")));
        Assert.Equal("cifar: it does not contain cifar-10-batches-bin/batches.meta.txt", Fault(Archive(without: "batches.meta.txt")));
        Assert.Equal("cifar: test_batch has 6,145 bytes, not a multiple of 3,073", Fault(Archive(cut: "test_batch.bin")));
        Assert.Equal("cifar: data_batch: label 1 at index 1 is not in [0, 0]", Fault(Archive(classes: "cat\n")));
        Assert.StartsWith("cifar: ", Fault(Archive()[..200]));
        Assert.StartsWith("cifar: ", Fault([1, 2, 3]));
    }

    [Fact]
    public void Is_in_the_catalogue_with_the_hash_that_its_archive_has()
    {
        DatasetFile archive = Assert.Single(DatasetCatalog.Default.Find("cifar-10")!.Files);
        Assert.Equal(("cifar-10-binary.tar.gz", 170_052_171L), (archive.Name, archive.Length));
    }

    [Fact]
    public void Has_a_form_of_folders_of_pictures_too()
    {
        using var pictures = new PictureFolder();
        Dataset dataset = pictures.Load(new ImageFolder { Folder = TestData.Folder("cifar10-jpg"), Split = new DataSplit { Test = 0.2, Seed = 0 } });
        Assert.Equal(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"], dataset.Classes);
        Assert.Equal(new ImageShape(3, 32, 32), dataset.Train.Shape);
        Assert.Equal((80, 20), (dataset.Train.Count, dataset.Test.Count));
    }

    private static Dataset Read(byte[] archive) => CifarArchive.Read(new MemoryStream(archive), "cifar", "cifar-10");

    private static string Fault(byte[] archive) => Assert.Throws<InvalidDataException>(() => Read(archive)).Message;

    private static byte[] Archive(string without = "", string cut = "", string classes = "cat\ndog\n\n")
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            Add("batches.meta.txt", System.Text.Encoding.ASCII.GetBytes(classes));
            for (int batch = 1; batch <= 5; batch++)
            {
                Add($"data_batch_{batch}.bin", Batch(batch));
            }

            Add("test_batch.bin", Batch(6));

            void Add(string name, byte[] content)
            {
                if (name != without)
                {
                    byte[] bytes = name == cut ? content[..^1] : content;
                    writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + name) { DataStream = new MemoryStream(bytes) });
                }
            }
        }

        return Bytes.Gzip(tar.ToArray());
    }

    /// <summary>Two images, of shades 10 b and 10 b + 1.</summary>
    private static byte[] Batch(int number)
    {
        byte[] batch = new byte[2 * Record];
        batch.AsSpan(1, Record - 1).Fill((byte)(10 * number));
        batch[Record] = 1;
        batch.AsSpan(Record + 1).Fill((byte)((10 * number) + 1));
        return batch;
    }
}
