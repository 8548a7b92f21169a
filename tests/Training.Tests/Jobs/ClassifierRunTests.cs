using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Jobs.Classifier;
using ActorTraining.Training.Models;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Jobs;

public class ClassifierRunTests
{
    [Fact]
    public void The_steps_of_an_epoch_allocate_nothing()
    {
        Dataset digits = SyntheticDigits.Draw(300, 50, seed: 1);
        ClassifierParameters parameters = ClassifierParameters.Read(ClassifierSchema.Create(DatasetCatalog.Default), ParameterValue.Of(new
        {
            dataset = "synthetic-digits",
            normalize = new { mean = 0.1307, std = 0.3081 },
            model = new { layers = new object[] { new { kind = "linear", units = 16 }, "sigmoid", new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "sgd", lr = 0.1 },
        }));
        DataSelection data = parameters.DataOf(digits, seed: 1);
        var random = new TorchRandom(1);
        using IModel model = new ManagedBackend().Build(parameters.ModelFor(digits, data), parameters.Training, random);
        using var run = new ClassifierRun(model, digits, data, parameters, random, seed: 1);
        var progress = new ProgressMeter(new RecordingTrial(new { }));
        Steps();
        run.EndEpoch(CancellationToken.None);
        run.BeginEpoch();

        long before = GC.GetAllocatedBytesForCurrentThread();
        while (run.HasSteps)
            run.TrainStep(progress, CancellationToken.None);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps()
        {
            run.BeginEpoch();
            while (run.HasSteps)
                run.TrainStep(progress, CancellationToken.None);
        }
    }
}
