using System.Reflection;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments;
using ActorTraining.WebUI.Components.Trials;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorTraining.WebUI.Tests.Pages;

/// <summary>Pages whose experiments cannot be read say why.</summary>
public sealed class StoreAwayTests
{
    [Fact]
    public Task The_page_of_an_experiment_says_what_the_store_said() => SaysAsync<ExperimentPage>(new() { ["Id"] = "a" });

    [Fact]
    public Task The_page_of_a_trial_says_what_the_store_said() => SaysAsync<TrialPage>(new() { ["Id"] = "a", ["Number"] = 1 });

    private static async Task SaysAsync<TPage>(Dictionary<string, object?> parameters) where TPage : IComponent
    {
        var experiments = DispatchProxy.Create<IExperiments, Away>();
        await using var live = new LiveExperiments(experiments, TimeProvider.System, NullLogger<LiveExperiments>.Instance);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(experiments).AddSingleton(live).AddSingleton(TimeProvider.System).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        var page = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());

        Assert.Contains("The experiments do not answer", page);
        Assert.Contains("the database is restarting &lt;now&gt;", page);
    }

    /// <summary>Experiments in a store that is away.</summary>
    private class Away : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? method, object?[]? arguments) => throw new StoreException("the database is restarting <now>");
    }
}
