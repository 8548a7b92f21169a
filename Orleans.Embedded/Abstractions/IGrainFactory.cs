using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains and observers. A grain need not be created: it exists as soon as it is called.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with this key.</summary>
    /// <typeparam name="TGrainInterface">The grain interface; exactly one class implements it.</typeparam>
    /// <param name="primaryKey">Not empty.</param>
    /// <param name="grainClassNamePrefix">Not supported by the embedded runtime: must be null.</param>
    /// <exception cref="ArgumentException">The key is empty, or no class implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain with this key.</summary>
    /// <typeparam name="TGrainInterface">The grain interface; exactly one class implements it.</typeparam>
    /// <param name="primaryKey">Any integer.</param>
    /// <param name="grainClassNamePrefix">Not supported by the embedded runtime: must be null.</param>
    /// <exception cref="ArgumentException">No class implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>A reference to the grain with this identity.</summary>
    /// <typeparam name="TGrainInterface">The interface of the reference.</typeparam>
    /// <param name="grainId">The identity, for instance of another reference.</param>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>
    /// A reference to an object, for grains to call it. The runtime holds the object weakly: keep it referenced yourself.
    /// Its methods are called one after another, on the thread pool.
    /// </summary>
    /// <typeparam name="TGrainObserverInterface">The interface that grains will call.</typeparam>
    /// <param name="obj">The object.</param>
    /// <exception cref="ArgumentException">The object does not implement the interface, or is itself a reference or a grain.</exception>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference made by <see cref="CreateObjectReference{TGrainObserverInterface}"/>; later calls to it fail.</summary>
    /// <typeparam name="TGrainObserverInterface">The interface of the reference.</typeparam>
    /// <param name="obj">The reference.</param>
    /// <exception cref="ArgumentException">The object is not a reference.</exception>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
