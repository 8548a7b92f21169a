using System.Security.Cryptography;
using ActorTraining.Experiments.Streams;
using ActorTraining.WebUI.Api.Answers;

namespace ActorTraining.WebUI.Tests.Api;

/// <summary>Ranges of files: how much of a file is read for one.</summary>
public sealed class ForwardStreamTests
{
    private const int Far = 900_000;

    private readonly byte[] _content = RandomNumberGenerator.GetBytes(1_000_000);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 100_000)]
    [InlineData(false, 1_000_000)]
    public async Task Nothing_before_a_range_is_read_where_the_store_can_go_to_it(bool canSeek, int read)
    {
        var stored = new CountingStream(_content, canSeek);
        await using var stream = new ForwardStream(new VerifiedStream(stored, Convert.ToHexStringLower(SHA256.HashData(_content)), "'big'"), _content.Length);
        stream.Seek(Far, SeekOrigin.Begin);
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest, Cancel);

        Assert.Equal(_content[Far..], rest.ToArray());
        Assert.Equal(read, stored.Count);
    }

    [Fact]
    public async Task A_whole_file_is_still_checked()
    {
        var stored = new CountingStream(_content, canSeek: true);
        await using var stream = new ForwardStream(new VerifiedStream(stored, new string('0', 64), "'big'"), _content.Length);

        Assert.Contains("'big' is damaged", (await Assert.ThrowsAsync<InvalidDataException>(() => stream.CopyToAsync(Stream.Null, Cancel))).Message);
    }

    private sealed class CountingStream(byte[] content, bool canSeek) : MemoryStream(content)
    {
        public long Count { get; private set; }

        public override bool CanSeek => canSeek;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }
    }
}
