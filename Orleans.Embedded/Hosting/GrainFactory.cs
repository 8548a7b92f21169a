using System.Globalization;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>Makes references to the grains of this silo.</summary>
internal sealed class GrainFactory(CallRouter router, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Reference<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Reference<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => Reference<TGrainInterface>(grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase or not TGrainObserverInterface)
        {
            throw new ArgumentException($"{obj.GetType()} is not an ordinary object that implements {typeof(TGrainObserverInterface)}.", nameof(obj));
        }

        return Reference<TGrainObserverInterface>(router.Observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is not GrainReference reference)
        {
            throw new ArgumentException($"{obj.GetType()} is not a reference made by {nameof(CreateObjectReference)}.", nameof(obj));
        }

        router.Observers.Remove(reference.GrainId);
    }

    private TGrainInterface Reference<TGrainInterface>(string key, string? prefix)
    {
        if (prefix is not null)
        {
            throw new NotSupportedException("The embedded runtime has one class per grain interface: a class name prefix is not supported.");
        }

        return Reference<TGrainInterface>(new GrainId(router.Classes.Implementing(typeof(TGrainInterface)).GrainType, IdSpan.Create(key)));
    }

    private TGrainInterface Reference<TGrainInterface>(GrainId id) =>
        (TGrainInterface)(object)GrainInterface.Of(typeof(TGrainInterface)).CreateReference(router, id);
}
