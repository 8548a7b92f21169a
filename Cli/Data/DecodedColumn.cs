using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorTraining.Cli.Data;

/// <summary>Shows how many pictures are decoded: <c>1,234 of 5,421 images</c>.</summary>
internal sealed class DecodedColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Value:N0} of {task.MaxValue:N0} images"));

    /// <inheritdoc/>
    protected override bool NoWrap => true;
}
