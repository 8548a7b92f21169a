using ActorTraining.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorTraining.Cli.Data;

/// <summary>Shows how much of a file is here: <c>4.1 MB of 11.0 MB</c>, or less where the source does not tell how much there is.</summary>
internal sealed class FetchedColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        string here = NumberText.Bytes((long)task.Value);
        return new Text(!task.IsIndeterminate ? $"{here} of {NumberText.Bytes((long)task.MaxValue)}" : task.Value > 0 ? here : "asking");
    }

    /// <inheritdoc/>
    protected override bool NoWrap => true;
}
