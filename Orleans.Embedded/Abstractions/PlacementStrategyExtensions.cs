using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Hosting;

/// <summary>Registers placement directors.</summary>
public static class PlacementStrategyExtensions
{
    /// <summary>Lets a director choose the silos of grains whose class has this strategy.</summary>
    /// <typeparam name="TStrategy">The strategy.</typeparam>
    /// <typeparam name="TDirector">The director; one object per silo.</typeparam>
    /// <param name="services">The silo's services.</param>
    public static void AddPlacementDirector<TStrategy, TDirector>(this IServiceCollection services)
        where TStrategy : PlacementStrategy, new()
        where TDirector : class, IPlacementDirector => services.AddKeyedSingleton<IPlacementDirector, TDirector>(typeof(TStrategy));
}
