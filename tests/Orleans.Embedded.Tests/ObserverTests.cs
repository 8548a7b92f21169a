using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests;

/// <summary>Ordinary objects that grains notify.</summary>
public sealed class ObserverTests
{
    private interface IListener : IGrainObserver
    {
        [OneWay]
        Task OnEvent(int number);

        Task<string> Ask(string question);

        void OnNotice(string notice);
    }

    private interface ISpeaker : IGrainWithStringKey
    {
        Task Speak(IListener listener, int count);

        Task<string> Ask(IListener listener, string question);

        Task Notice(IListener listener, string notice);
    }

    [Fact]
    public async Task An_observer_hears_events_one_after_another_in_order()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);

        await silo.Grains.GetGrain<ISpeaker>("a").Speak(reference, 100);
        await silo.Signals.Reached("event 99");

        Assert.Equal(Enumerable.Range(0, 100), listener.Heard);
        Assert.Equal(1, listener.MostAtOnce);
    }

    [Fact]
    public async Task A_one_way_notification_does_not_wait_for_the_observer()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals) { Hold = silo.Signals.Wait("go on") };

        await silo.Grains.GetGrain<ISpeaker>("a").Speak(silo.Grains.CreateObjectReference<IListener>(listener), 2).Soon();
        Assert.Empty(listener.Heard);

        silo.Signals.Set("go on");
        await silo.Signals.Reached("event 1");
    }

    [Fact]
    public async Task An_observer_can_answer()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);

        Assert.Equal("why? because", await silo.Grains.GetGrain<ISpeaker>("a").Ask(reference, "why?").Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_method_without_a_task_is_one_way()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);

        await silo.Grains.GetGrain<ISpeaker>("a").Notice(reference, "hello");
        await silo.Signals.Reached("notice hello");
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task An_exception_of_an_observer_reaches_the_grain_that_asked()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);

        await Assert.ThrowsAsync<FormatException>(() => silo.Grains.GetGrain<ISpeaker>("a").Ask(reference, "").Soon());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task A_deleted_observer_hears_nothing_and_asking_it_fails()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);
        silo.Grains.DeleteObjectReference<IListener>(reference);

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => silo.Grains.GetGrain<ISpeaker>("a").Ask(reference, "why?").Soon());
        await silo.Grains.GetGrain<ISpeaker>("a").Speak(reference, 1).Soon();

        Assert.Equal(LogLevel.Debug, (await silo.Log.Next<ClientNotAvailableException>()).Level);
        Assert.Empty(listener.Heard);
    }

    [Fact]
    public async Task An_observer_is_held_weakly()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var reference = ReferenceToForgotten(silo);
        GC.Collect();
        GC.WaitForPendingFinalizers();

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => silo.Grains.GetGrain<ISpeaker>("a").Ask(reference, "why?").Soon());

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static IListener ReferenceToForgotten(TestSilo silo) => silo.Grains.CreateObjectReference<IListener>(new Listener(silo.Signals));
    }

    [Fact]
    public async Task Only_ordinary_objects_become_observers_and_only_references_are_deleted()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var listener = new Listener(silo.Signals);
        var reference = silo.Grains.CreateObjectReference<IListener>(listener);

        Assert.Throws<ArgumentException>(() => silo.Grains.CreateObjectReference<IListener>(reference));
        Assert.Throws<ArgumentException>(() => silo.Grains.DeleteObjectReference<IListener>(listener));
    }

    [Fact]
    public async Task An_observer_handed_out_without_a_reference_is_refused()
    {
        await using var silo = await TestSilo.StartAsync<SpeakerGrain>();
        var speaker = silo.Grains.GetGrain<ISpeaker>("a");

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => speaker.Speak(new Listener(silo.Signals), 1));
        Assert.Contains("CreateObjectReference", refusal.Message);
    }

    private sealed class Listener(Signals signals) : IListener
    {
        private int _atOnce;

        public List<int> Heard { get; } = [];

        public int MostAtOnce { get; private set; }

        public Task Hold { get; init; } = Task.CompletedTask;

        public async Task OnEvent(int number)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            await Hold;
            await Task.Yield();
            Heard.Add(number);
            Interlocked.Decrement(ref _atOnce);
            signals.Set($"event {number}");
        }

        public Task<string> Ask(string question) =>
            question.Length > 0 ? Task.FromResult($"{question} because") : throw new FormatException("no question");

        public void OnNotice(string notice) => signals.Set($"notice {notice}");
    }

    private sealed class SpeakerGrain : Grain, ISpeaker
    {
        public async Task Speak(IListener listener, int count)
        {
            for (var number = 0; number < count; number++)
            {
                await listener.OnEvent(number);
            }
        }

        public Task<string> Ask(IListener listener, string question) => listener.Ask(question);

        public Task Notice(IListener listener, string notice)
        {
            listener.OnNotice(notice);
            return Task.CompletedTask;
        }
    }
}
