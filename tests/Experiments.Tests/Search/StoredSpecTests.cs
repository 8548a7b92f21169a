using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Search;

/// <summary>An experiment that was stored before a rule for new ones was made goes on.</summary>
public sealed class StoredSpecTests
{
    public static TheoryData<string, object> Expressions => new()
    {
        { "a repeated value", Vary.Choice(0.1, 0.1, 0.2) },
        { "a step beyond the range", Vary.Quantised(0.1, 0.5, 2) },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Its_expressions_give_values_although_they_would_be_refused_today(string slip, object rate)
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = rate }) with { Search = TestSpec.Random(3) };

        Assert.ThrowsAny<InvalidSpecException>(() => SearchAlgorithms.Create(spec, TestCatalog.Jobs));
        var proposal = SearchAlgorithms.ForStored(spec, TestCatalog.Jobs).Propose(1)!;
        Assert.True(proposal.Parameters.GetProperty("optimizer").GetProperty("lr").GetDouble() is >= 0.1 and <= 0.2, slip);
    }

    [Fact]
    public void Known_results_and_constraints_that_say_nothing_are_left_out()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = Vary.Uniform(0.01, 1) }) with
        {
            Search = TestSpec.Random(3) with { Algorithm = "tpe", Known = [new(ParameterValue.Of(new { other = 1 }), new Dictionary<string, double> { ["vlue"] = 1 })] },
            Constraints = ["params.optimizer.lr / 0 < 1"],
        };

        Assert.ThrowsAny<InvalidSpecException>(() => SearchAlgorithms.Create(spec, TestCatalog.Jobs));
        Assert.NotNull(SearchAlgorithms.ForStored(spec, TestCatalog.Jobs).Propose(1));
    }

    [Fact]
    public void Without_its_job_it_cannot()
    {
        var spec = TestSpec.Of(new { kind = "sgd", lr = 0.1 }) with { Job = "gone" };

        Assert.Equal("spec.job: 'gone' is no job of this build", Assert.Throws<InvalidSpecException>(() => SearchAlgorithms.ForStored(spec, TestCatalog.Jobs)).Errors.Single().ToString());
    }
}
