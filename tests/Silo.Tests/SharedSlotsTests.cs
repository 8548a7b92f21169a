using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Stores;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo.Tests;

/// <summary>Resources and priorities from end to end, in one process.</summary>
public sealed class SharedSlotsTests : ClusterFixture
{
    [Fact]
    public async Task A_higher_priority_takes_the_slot_at_a_checkpoint_and_the_other_goes_on_later_with_nothing_lost()
    {
        using var running = new ManualResetEventSlim();
        var urgent = 0;
        await OpenAsync(
            CountJob.Catalog((trial, step, stop) =>
            {
                var isUrgent = trial.Parameters.GetProperty("lr").GetDouble() == 2;
                urgent += isUrgent && step == 1 ? 1 : 0;
                if (!isUrgent && step == 3 && urgent == 0)
                {
                    running.Set();
                    stop.WaitHandle.WaitOne();
                    stop.ThrowIfCancellationRequested();
                }
            }),
            slots: 1);
        var patient = await Experiments.SubmitAsync(Grid(new { steps = 5, lr = 1 }), Patience);
        await Task.Run(() => running.Wait(Patience), Patience);

        var other = await Experiments.SubmitAsync(Grid(new { lr = 2 }) with { Resources = new ResourceSpec { Priority = 1 } }, Patience);
        await EndOf(other);
        await EndOf(patient);

        var attempts = await Experiments.AttemptsAsync(patient, 1, Patience);
        Assert.Equal([("left", 0L), ("completed", 2)], attempts.Select(attempt => (attempt.End, attempt.From)));
        Assert.Equal(1, (await Experiments.GetAsync(patient, Patience)).Counts[TrialState.Completed]);
        Assert.Equal([1.0, 2, 3, 4, 5], Assert.Single(await Experiments.MetricsAsync(patient, new MetricQuery(), Patience)).Values);
    }

    [Fact]
    public async Task A_trial_of_two_slots_has_both()
    {
        using var running = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        await OpenAsync(CountJob.Catalog((_, _, _) =>
        {
            running.Set();
            go.Wait(Patience);
        }));
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = new { grid = (double[])[1, 2] } }) with { Resources = new ResourceSpec { Slots = 2 } }, Patience);
        await Task.Run(() => running.Wait(Patience), Patience);

        ClusterInfo cluster;
        do
        {
            cluster = await ControlledExperiments.Of(StoreLocation.Parse(StorePath), BlobFolder).ClusterAsync(Patience);
        }
        while (cluster.Silos[0].Slots.Any(slot => slot.State is SlotState.Leased));
        Assert.Equal([SlotState.Running, SlotState.Reserved], cluster.Silos[0].Slots.Select(slot => slot.State));
        Assert.All(cluster.Silos[0].Slots, slot => Assert.Equal((experiment, 1), (slot.Experiment, slot.Trial)));
        Assert.Equal(("cpu", 2), (cluster.Silos[0].Devices[0].Kind, cluster.Silos[0].Devices[0].Shares));
        Assert.Equal((experiment, 1), (cluster.Queue[0].Experiment, cluster.Queue[0].Wanted));
        go.Set();
        Assert.Equal(2, (await EndOf(experiment)).Counts[TrialState.Completed]);
    }

    [Fact]
    public async Task Models_for_a_GPU_are_refused_where_none_can_ever_be_with_the_switch_and_the_package()
    {
        await OpenAsync(JobCatalog.Default);
        var yaml = "{ name: gpu, job: classifier, params: { dataset: synthetic-digits, model: { layers: [{ kind: linear, units: 10 }] }, optimizer: { kind: sgd, lr: 0.1 } }, objective: test.accuracy, resources: { device: cuda } }";

        var error = await Assert.ThrowsAsync<InvalidSpecException>(() => Experiments.SubmitAsync(SpecYaml.Read(yaml, JobCatalog.Default), Patience));

        var fault = Assert.Single(error.Errors);
        Assert.Equal("spec.resources.device", fault.Path);
        Assert.Contains("-p:Torch=cuda, which takes the package TorchSharp-cuda-", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_such_device_the_experiment_says_that_it_waits()
    {
        await OpenAsync(CountJob.Catalog(), slots: 1);
        var experiment = await Experiments.SubmitAsync(Grid(new { lr = 1 }) with { Resources = new ResourceSpec { Device = "cuda" } }, Patience);

        var told = await First<ExperimentChanged>(experiment);
        Assert.Equal((ExperimentState.Running, "waiting: no silo has a cuda device (1 silo: cpu)"), (told.State, told.Reason));
        Assert.Equal("waiting: no silo has a cuda device (1 silo: cpu)", (await Experiments.GetAsync(experiment, Patience)).Reason);
    }
}
