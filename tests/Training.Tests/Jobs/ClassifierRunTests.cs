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
        ClassifierParameters parameters = ClassifierParameters.Read(ClassifierSchema.Create(["synthetic-digits"]), ParameterValue.Of(new
        {
            dataset = "synthetic-digits",
            normalize = new { mean = 0.1307, std = 0.3081 },
            model = new { layers = new object[] { new { kind = "linear", units = 16 }, "sigmoid", new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "sgd", lr = 0.1 },
        }));
        var random = new TorchRandom(1);
        using IModel model = new ManagedBackend().Build(parameters.ModelFor(digits), parameters.Training, random);
        var run = new ClassifierRun(model, digits, parameters, random);
        var progress = new ProgressMeter(new RecordingTrial(new { }));
        run.BeginEpoch(0);
        Steps(1);
        run.BeginEpoch(0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Steps(int epoch)
        {
            while (run.TrainStep(epoch, progress, CancellationToken.None))
            {
            }
        }
    }
}
