using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Tests.Slots;

public class DeviceSpecTests
{
    [Theory]
    [InlineData("cpu:4", "cpu:0 cpu:1 cpu:2 cpu:3")]
    [InlineData("cuda:1", "cuda:1")]
    [InlineData("cuda:0*2", "cuda:0/0 cuda:0/1")]
    [InlineData("cuda:0*1", "cuda:0")]
    [InlineData("cpu:1, cuda:0*2,cuda:1", "cpu:0 cuda:0/0 cuda:0/1 cuda:1")]
    public void A_device_has_slots(string text, string slots) =>
        Assert.Equal(slots, string.Join(' ', DeviceSpec.Parse([text]).SelectMany(device => device.Slots)));

    [Theory]
    [InlineData("cpu", "is not of the form cpu:4 (four slots on the processor), cuda:1 (the GPU with this number) or cuda:0*2 (two slots on one GPU)")]
    [InlineData("", "is not of the form cpu:4 (four slots on the processor), cuda:1 (the GPU with this number) or cuda:0*2 (two slots on one GPU)")]
    [InlineData("cuda:-1", "is not of the form cpu:4 (four slots on the processor), cuda:1 (the GPU with this number) or cuda:0*2 (two slots on one GPU)")]
    [InlineData("cuca:0", "'cuca' is unknown; did you mean 'cuda'?")]
    [InlineData("cpu:0", "has no slot; give at least 1, or leave the device out")]
    [InlineData("cuda:0*0", "has no slot; give at least 1, or leave the device out")]
    [InlineData("cpu:4*2", "the processor has its slots behind the colon: cpu:4")]
    [InlineData("cpu:1025", "has a number that is too large; at most 1024 slots share a device")]
    [InlineData("cuda:99999999999", "has a number that is too large; at most 1024 slots share a device")]
    public void What_is_none_is_told_with_the_rule(string text, string fault) =>
        Assert.Equal($"device '{text}': {fault}", Assert.Throws<FormatException>(() => DeviceSpec.Parse([text])).Message);

    [Fact]
    public void All_faults_are_told_and_a_device_stands_once() => Assert.Equal(
        "device 'cpu:2': the processor is given twice\ndevice 'cuda:0*3': cuda:0 is given twice\ndevice 'tpu:1': 'tpu' is unknown; did you mean 'cpu'?",
        Assert.Throws<FormatException>(() => DeviceSpec.Parse(["cpu:1", "cpu:2", "cuda:0", "cuda:0*3,tpu:1"])).Message);

    [Fact]
    public void The_processor_has_the_memory_of_the_machine()
    {
        var cpu = DeviceSpec.Cpu(2);
        Assert.Equal(("cpu", 0, 2), (cpu.Kind, cpu.Index, cpu.Shares));
        Assert.True(cpu.Memory > 0);
        Assert.Equal(("H200", 8L), ((DeviceSpec.Cuda(0) with { Name = "H200", Memory = 8 }).Info.Name, (DeviceSpec.Cuda(0) with { Name = "H200", Memory = 8 }).Info.Memory));
    }
}
