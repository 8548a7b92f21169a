using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Does what a user asks for and says how it went, in a notification that can take it back where that is possible.</summary>
/// <param name="notifications">Shows them.</param>
internal sealed class Notices(NotificationService notifications)
{
    private const double Short = 6_000;
    private const double Long = 15_000;

    /// <summary>Does something.</summary>
    /// <param name="what">What it is, to be followed by "was not possible": <c>Pausing</c>.</param>
    /// <param name="act">Does it.</param>
    /// <param name="done">What is told when it is done.</param>
    /// <param name="undo">Takes it back; null where that cannot be.</param>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> DoAsync(string what, Func<Task> act, string done, Func<Task>? undo = null)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (PortFault.Message(e) is { } message)
        {
            Failed($"{what} was not possible", message);
            return false;
        }

        Done(what, done, undo);
        return true;
    }

    /// <summary>Says that something failed.</summary>
    public void Failed(string summary, string detail) => notifications.Notify(NotificationSeverity.Error, summary, detail, duration: Long);

    /// <summary>Says why something cannot be done now.</summary>
    public void Refused(string why) => notifications.Notify(NotificationSeverity.Info, why, duration: Short);

    private void Done(string what, string done, Func<Task>? undo)
    {
        var message = new NotificationMessage { Severity = NotificationSeverity.Success, Summary = done, Duration = undo is null ? Short : Long };
        if (undo is not null)
        {
            message.DetailContent = _ => Fragment(async () =>
            {
                notifications.Messages.Remove(message);
                await DoAsync($"Undoing {char.ToLowerInvariant(what[0])}{what[1..]}", undo, "Undone");
            });
        }

        notifications.Notify(message);
    }

    private static RenderFragment Fragment(Func<Task> undo) => builder =>
    {
        builder.OpenComponent<UndoButton>(0);
        builder.AddComponentParameter(1, nameof(UndoButton.Undo), undo);
        builder.CloseComponent();
    };
}
