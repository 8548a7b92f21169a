using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>Where calls go that have no target in this process yet. A lone silo, a head and a member differ in nothing but this.</summary>
internal interface ICallRoute
{
    /// <summary>Takes a request to a grain that is not active here: brings the grain to life, or sends the request to where it is.</summary>
    void Place(Request request, GrainId target);

    /// <summary>Takes a call to an observer of another silo.</summary>
    void SendToObserver(Request request, GrainId target, SiloAddress silo);

    /// <summary>An activation of this silo has come to its end.</summary>
    void OnEnded(Activation activation);
}
