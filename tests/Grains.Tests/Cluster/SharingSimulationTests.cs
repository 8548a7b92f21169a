using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Cluster;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Tests.Cluster;

/// <summary>Random clusters with random experiments, silos that die and come back, trials that take their time to leave: what has to hold whatever happens.</summary>
public sealed class SharingSimulationTests
{
    private const double LongestTime = 3_600;

    [Fact]
    public void No_slot_is_leased_twice_every_need_is_respected_and_everyone_comes_to_an_end()
    {
        var (yielded, lost) = (0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var simulation = new Simulation(seed);
            simulation.Run();
            (yielded, lost) = (yielded + simulation.Yielded, lost + simulation.Lost);
        }

        Assert.True(yielded > 100 && lost > 100, $"too little happened: {yielded} trials had to leave, {lost} were lost");
    }

    private sealed class Simulation
    {
        private readonly Random _random;
        private readonly int _seed;
        private readonly FakeClock _clock = new();
        private readonly SlotBoard _board;
        private readonly List<SimulatedSilo> _silos = [];
        private readonly List<SimulatedExperiment> _experiments = [];
        private readonly Dictionary<Guid, double> _asked = [];
        private double _now;

        public Simulation(int seed)
        {
            (_seed, _random) = (seed, new Random(seed));
            _board = new SlotBoard(_clock);
            for (var i = 0; i < 2 + _random.Next(4); i++)
            {
                var gpus = i == 0 ? 2 : _random.Next(3);
                _silos.Add(new SimulatedSilo($"s{i}", i % 2 == 0 ? "a" : "b", [.. Board.Cpu(4 + _random.Next(3)), .. Enumerable.Range(0, gpus).SelectMany(gpu => Board.Cuda(gpu, 1 + (i == 0 ? 1 : _random.Next(2)), 8_000))]));
            }

            for (var i = 0; i < 1 + _random.Next(8); i++)
            {
                _experiments.Add(new SimulatedExperiment($"e{i}", Need(), 1 + _random.Next(12)));
            }
        }

        public int Yielded => _asked.Count;

        public int Lost { get; private set; }

        public void Run()
        {
            for (; _experiments.Exists(experiment => experiment.Left > 0); _now += 0.5)
            {
                Assert.True(_now < LongestTime, $"seed {_seed}: somebody was never served: {string.Join(", ", _experiments.Where(e => e.Left > 0).Select(e => $"{e.Name} {e.Left}"))}");
                _clock.Advance(TimeSpan.FromSeconds(0.5));
                _board.RemoveSilent();
                if (_now % 1 == 0)
                {
                    Disturb();
                    _silos.Where(silo => silo.IsAlive).ToList().ForEach(silo => Assert.Null(_board.Hear(silo.Heartbeat(_experiments)).Refusal));
                }

                foreach (var experiment in _experiments.OrderBy(_ => _random.Next()).Where(_ => _random.Next(2) == 0))
                {
                    Ask(experiment);
                }
            }
        }

        private ResourceSpec Need() => new()
        {
            Device = _random.Next(3) == 0 ? "cuda" : "cpu",
            Slots = _random.Next(3) == 0 ? 2 : 1,
            Memory = _random.Next(4) == 0 ? 3_000 : null,
            Labels = _random.Next(4) == 0 ? new Dictionary<string, string> { ["zone"] = "a" } : new Dictionary<string, string>(),
            Priority = _random.Next(3),
        };

        private void Disturb()
        {
            foreach (var silo in _silos)
            {
                if (silo.IsAlive && _random.Next(80) == 0)
                {
                    silo.DiesUntil(_now + 1 + _random.Next(12));
                }
                else if (!silo.IsAlive && _now >= silo.Back)
                {
                    silo.Restart(_now);
                }
            }

            // A dead silo takes its trials with it; their coordinator does not know yet.
            foreach (var trial in _experiments.SelectMany(experiment => experiment.Trials))
            {
                trial.IsDead |= !_silos.Exists(silo => silo.IsAlive && silo.Address == trial.Lease.Address);
            }
        }

        private void Ask(SimulatedExperiment experiment)
        {
            experiment.Left -= experiment.Trials.RemoveAll(trial => !trial.IsDead && _now >= trial.Ends);
            experiment.Trials.RemoveAll(trial => !trial.IsDead && _now >= trial.Leaves);
            var wanted = experiment.Left - experiment.Trials.Count;
            var (answer, yielding) = _board.Request(new LeaseRequest(
                experiment.Name, experiment.Resources, wanted, [.. experiment.Trials.Select(trial => new HeldLease(trial.Lease.Id, trial.Lease.Silo, trial.Lease.Address))], []));
            foreach (var lost in answer.Lost)
            {
                Assert.True(experiment.Trials.Single(trial => trial.Lease.Id == lost).IsDead, $"seed {_seed}: a lease of a living silo was called lost");
                Lost += experiment.Trials.RemoveAll(trial => trial.Lease.Id == lost);
            }

            Assert.True(answer.Granted.Count <= wanted, $"seed {_seed}: more than was wanted");
            answer.Granted.ToList().ForEach(lease => Take(experiment, lease));
            Yield(experiment, wanted - answer.Granted.Count, yielding);
        }

        private void Take(SimulatedExperiment experiment, Lease lease)
        {
            var silo = _silos.Single(silo => silo.Name == lease.Silo);
            var need = experiment.Resources;
            Assert.Equal(need.Slots, lease.Slots.Distinct().Count());
            Assert.All(need.Labels, label => Assert.Equal(silo.Zone, label.Value));
            foreach (var slot in lease.Slots)
            {
                var status = silo.Slots.Single(status => status.Slot == slot);
                Assert.Equal(need.Device, status.Device);
                Assert.True((need.Memory ?? 0) <= status.Memory * need.Slots, $"seed {_seed}: too little memory");
                Assert.DoesNotContain(_experiments.SelectMany(other => other.Trials), trial => !trial.IsDead && trial.Lease.Address == lease.Address && trial.Lease.Slots.Contains(slot));
            }

            experiment.Trials.Add(new SimulatedTrial(lease, _now + 1 + _random.Next(90)) { IsDead = !silo.IsAlive || silo.Address != lease.Address });
        }

        private void Yield(SimulatedExperiment experiment, int unmet, IReadOnlyDictionary<string, IReadOnlyList<Guid>> yielding)
        {
            var victims = yielding.SelectMany(asked => asked.Value.Select(lease => (Other: _experiments.Single(other => other.Name == asked.Key), Lease: lease))).ToList();

            // Each trial that is let in may cost as many trials as it has slots.
            Assert.True(victims.Count <= unmet * experiment.Resources.Slots, $"seed {_seed}: {victims.Count} have to leave for {unmet}");
            foreach (var (other, lease) in victims)
            {
                Assert.True(other.Resources.Priority < experiment.Resources.Priority, $"seed {_seed}: {other.Name} makes room for {experiment.Name}");
                Assert.True(!_asked.TryGetValue(lease, out var before) || _now - before >= 30, $"seed {_seed}: asked twice");
                _asked[lease] = _now;
                if (other.Trials.Find(trial => trial.Lease.Id == lease) is { } trial && _random.Next(10) > 0)
                {
                    trial.Leaves = _now + _random.Next(5);
                }
            }
        }
    }

    private sealed class SimulatedExperiment(string name, ResourceSpec resources, int left)
    {
        public string Name => name;

        public ResourceSpec Resources => resources;

        public int Left { get; set; } = left;

        public List<SimulatedTrial> Trials { get; } = [];
    }

    private sealed class SimulatedTrial(Lease lease, double ends)
    {
        public Lease Lease => lease;

        public double Ends => ends;

        public double Leaves { get; set; } = double.PositiveInfinity;

        public bool IsDead { get; set; }
    }

    private sealed class SimulatedSilo(string name, string zone, List<SlotStatus> slots)
    {
        private int _run = 1;
        private double _started;

        public string Name => name;

        public string Zone => zone;

        public IReadOnlyList<SlotStatus> Slots => slots;

        public string Address => $"{name}@{_run}";

        public bool IsAlive { get; private set; } = true;

        public double Back { get; private set; }

        public void DiesUntil(double time) => (IsAlive, Back) = (false, time);

        public void Restart(double now)
        {
            (IsAlive, _started) = (true, now);
            _run++;
        }

        public SiloHeartbeat Heartbeat(List<SimulatedExperiment> experiments)
        {
            var working = experiments.SelectMany(experiment => experiment.Trials.Where(trial => !trial.IsDead && trial.Lease.Address == Address).Select(trial => (experiment.Name, trial.Lease))).ToList();
            return Board.Silo(name, slots.Select(slot => working.Find(work => work.Lease.Slots.Contains(slot.Slot)) is { Lease: { } lease } work
                ? slot with { Lease = lease.Id, Experiment = work.Name, Trial = 1, Reserved = lease.Slots[0] != slot.Slot }
                : slot)) with
            {
                Address = Address,
                Started = DateTimeOffset.UnixEpoch.AddSeconds(_started),
                Labels = new Dictionary<string, string> { ["zone"] = zone },
            };
        }
    }
}
