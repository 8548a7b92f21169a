using System.Security.Claims;
using ActorTraining.Silo.Security;

namespace ActorTraining.WebUI.Security;

/// <summary>Does what a user asks for if the role permits it, and notes it either way.</summary>
internal sealed class UserActions(CurrentUser current, Access access, AuditLog audit, TimeProvider time)
{
    /// <summary>Lets nobody pass who may not do what a role may.</summary>
    /// <exception cref="UnauthorizedAccessException">The user may not.</exception>
    public async Task RequireAsync(AccessRole role) => Require(await current.GetAsync(), role);

    /// <summary>Does something that has an answer.</summary>
    /// <exception cref="UnauthorizedAccessException">The user may not do it.</exception>
    public async Task<string> DoAsync(UserAction action, Func<Task<string>> work)
    {
        var user = await current.GetAsync();
        try
        {
            Require(user, action.Role);
            var answer = await work();
            Note(user, action.Experiment is null ? action with { Experiment = answer } : action with { Detail = With(action.Detail, answer) }, null);
            return answer;
        }
        catch (Exception e)
        {
            Note(user, action, e.Message);
            throw;
        }
    }

    /// <summary>Does something.</summary>
    /// <exception cref="UnauthorizedAccessException">The user may not do it.</exception>
    public Task DoAsync(UserAction action, Func<Task> work) => DoAsync(
        action,
        async () =>
        {
            await work();
            return "";
        });

    private static string? With(string? detail, string answer) => answer.Length == 0 ? detail : $"{detail} → {answer}".TrimStart();

    // A page may have been open for days, and a token revoked meanwhile.
    private void Require(ClaimsPrincipal user, AccessRole role)
    {
        if (!access.StillAdmits(user))
        {
            throw new UnauthorizedAccessException("you are no longer signed in; sign in again");
        }

        if (user.Refusal(role) is { } refusal)
        {
            throw new UnauthorizedAccessException(refusal);
        }
    }

    private void Note(ClaimsPrincipal user, UserAction action, string? refusal) => audit.Add(
        new AuditEntry(time.GetUtcNow(), user.Identity?.Name ?? "nobody", current.Address, action.Name, action.Experiment, action.Trial, action.Detail, refusal));
}
