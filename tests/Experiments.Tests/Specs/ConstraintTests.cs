using System.Text.Json;
using ActorTraining.Experiments.Specs.Constraints;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Tests.Specs;

public class ConstraintTests
{
    private static readonly JobDescription Job = TestCatalog.Jobs.Find("classifier")!;

    private static readonly JsonElement Parameters = Job.Parameters.Complete(ParameterValue.Of(new
    {
        dataset = "mnist",
        model = new { layers = new object[] { new { kind = "linear", units = 128 }, "sigmoid" } },
        optimizer = new { kind = "sgd", lr = 0.1 },
        epochs = 16,
    }));

    private static readonly JobDescription Deriving = Job with
    {
        Derived =
        [
            new DerivedQuantity("steps", "The product of epochs and batch", parameters => parameters.GetProperty("epochs").GetDouble() * parameters.GetProperty("batch").GetDouble()),
            new DerivedQuantity("unknown", "What parameters do not tell", _ => null),
        ],
    };

    [Theory]
    [InlineData("params.epochs <= 16", true)]
    [InlineData("params.epochs < 16", false)]
    [InlineData("params.epochs >= 16", true)]
    [InlineData("params.epochs > 16", false)]
    [InlineData("params.epochs == 16", true)]
    [InlineData("params.epochs != 16", false)]
    [InlineData("params.batch == 32", true)] // left out: the default of the schema
    [InlineData("params.optimizer.lr * params.batch < 10", true)]
    [InlineData("1 + 2 * 3 == 7", true)]
    [InlineData("(1 + 2) * 3 == 9", true)]
    [InlineData("10 - 4 - 3 == 3", true)]
    [InlineData("16 / 4 / 2 == 2", true)]
    [InlineData("-params.epochs + 20 == 4", true)]
    [InlineData("2 - -2 == 4", true)]
    [InlineData("1e-3 < .5", true)]
    [InlineData("1 == 2 or 1 == 1 and 2 == 2", true)]
    [InlineData("(1 == 2 or 1 == 1) and 2 == 3", false)]
    [InlineData("not 1 == 2", true)]
    [InlineData("not (1 == 1 or 1 == 2)", false)]
    [InlineData("not not params.shuffle", true)]
    [InlineData("params.shuffle == false", false)]
    [InlineData("params.optimizer.kind == 'sgd'", true)]
    [InlineData("params.dataset != \"mnist\"", false)]
    [InlineData("params.model.layers[0].units <= 64", false)]
    [InlineData("params.epochs<=16and params.batch>1", true)]
    [InlineData("1 / (params.epochs - 16) > 1000", true)]
    [InlineData("0 / (params.epochs - 16) == 0 / (params.epochs - 16)", true)]
    public void A_condition_is_met_or_not(string text, bool isMet) =>
        Assert.Equal(isMet, Constraint.Parse(text, Job).IsMetBy(Parameters));

    [Theory]
    [InlineData("params.model.layers[7].units <= 1", true)]
    [InlineData("params.model.layers[1].units <= 1", true)]
    [InlineData("not params.model.layers[7].units <= 1", true)]
    [InlineData("params.model.layers[7].units <= 1 or params.epochs == 16", true)]
    [InlineData("params.model.layers[7].units <= 1 and params.epochs == 1", false)]
    [InlineData("params.seed == 42", true)]
    public void Where_the_outcome_hangs_on_a_parameter_that_is_not_there_the_condition_is_met(string text, bool isMet) =>
        Assert.Equal(isMet, Constraint.Parse(text, Job).IsMetBy(Parameters));

    [Theory]
    [InlineData("", 1, "a parameter or a value is missing before the end")]
    [InlineData("params.batch", 1, "is not a condition; compare it with something, as in params.batch <= 64")]
    [InlineData("params.batch <= ", 17, "a parameter or a value is missing before the end")]
    [InlineData("params.batch <= 64 64", 20, "an operator is missing before '64'")]
    [InlineData("params.bach <= 64", 1, "'params.bach' is not a parameter; did you mean 'params.batch'?")]
    [InlineData("batch <= 64", 1, "'batch' is not a parameter; did you mean 'params.batch'?")]
    [InlineData("params.learning_rate < 1", 1, "'params.learning_rate' is not a parameter; parameters are written as params.batch")]
    [InlineData("params.optimizer < 1", 1, "'params.optimizer' is not a single number, text or flag")]
    [InlineData("parameters < 100000", 1, "'parameters' is not a parameter; parameters are written as params.batch")]
    [InlineData("params.batch = 64", 14, "'=' is not understood; write '=='")]
    [InlineData("params.batch < 64 && params.epochs < 3", 19, "'&&' is not understood; write 'and'")]
    [InlineData("!params.shuffle", 1, "'!' is not understood; write 'not'")]
    [InlineData("1 < params.batch < 64", 18, "'<' follows another comparison; join two comparisons by 'and'")]
    [InlineData("(params.batch < 64", 1, "the bracket is not closed")]
    [InlineData("params.batch < 64)", 18, "an operator is missing before ')'")]
    [InlineData("params.dataset == 'mnist", 19, "the quote is not closed")]
    [InlineData("params.batch / 0 < 1", 16, "nothing can be divided by 0")]
    [InlineData("params.batch < 1e400", 16, "'1e400' is too large")]
    [InlineData("params.batch % 2 == 0", 14, "'%' is not understood")]
    [InlineData("params.dataset < 3", 1, "'<' takes numbers, and this is a text")]
    [InlineData("params.batch == 'many'", 17, "'==' takes numbers, and this is a text")]
    [InlineData("params.batch and params.shuffle", 1, "'and' takes true or false, and this is numbers")]
    [InlineData("not params.batch", 5, "'not' takes true or false, and this is numbers")]
    [InlineData("params.shuffle * 2 == 2", 1, "'*' takes numbers, and this is true or false")]
    public void A_fault_is_told_with_its_place(string text, int character, string message)
    {
        var exception = Assert.Throws<ConstraintException>(() => Constraint.Parse(text, Job));

        Assert.Equal((message, character), (exception.Message, exception.Position + 1));
    }

    [Theory]
    [InlineData("steps == 512", true)]
    [InlineData("steps < 512", false)]
    [InlineData("steps / params.epochs == params.batch", true)]
    [InlineData("unknown < 0", true)]
    [InlineData("unknown < 0 and steps < 0", false)]
    public void What_a_job_derives_from_parameters_has_a_name_of_its_own(string text, bool isMet) =>
        Assert.Equal(isMet, Constraint.Parse(text, Deriving).IsMetBy(Parameters));

    [Fact]
    public void A_derived_quantity_may_be_meant_by_a_misspelt_name() =>
        Assert.Equal("'stepps' is not a parameter; did you mean 'steps'?", Assert.Throws<ConstraintException>(() => Constraint.Parse("stepps < 1", Deriving)).Message);

    [Fact]
    public void Length_and_depth_are_limited()
    {
        Assert.Contains("at most 1000 characters", Assert.Throws<ConstraintException>(() => Constraint.Parse(new string('(', 100_000), Job)).Message);
        Assert.Contains("nested more than 50 deep", Assert.Throws<ConstraintException>(() => Constraint.Parse(new string('(', 900), Job)).Message);
        Assert.Contains("nested more than 50 deep", Assert.Throws<ConstraintException>(() => Constraint.Parse(new string('-', 900), Job)).Message);
        Assert.True(Constraint.Parse(string.Join(" and ", Enumerable.Repeat("1 == 1", 90)), Job).IsMetBy(Parameters));
    }
}
