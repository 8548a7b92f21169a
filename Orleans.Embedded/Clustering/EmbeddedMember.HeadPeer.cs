using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded;

public sealed partial class EmbeddedMember
{
    /// <summary>The member's side of a connection.</summary>
    private sealed class HeadPeer(EmbeddedMember member) : IPeer
    {
        private readonly ActivationDirectory _activations = member._router.Activations;

        public Connection Connection { get; set; } = null!;

        public bool TakesCalls => HasJoined;

        public bool HasJoined { get; private set; }

        public Refusal? Refusal { get; private set; }

        public void OnCall(CallRequest call, long epoch, bool place)
        {
            var target = call.Call.Target;
            if (epoch == 0)
            {
                member._router.Receive(call); // To an observer.
            }
            else if (place)
            {
                _activations.Send(call, target, epoch);
                if (_activations.Find(target)?.Epoch != epoch)
                {
                    // The silo is stopping, or the activation has failed already. The head may know or not.
                    Connection.SendControl(FrameKind.Ended, new PlacedGrain(target.ToString(), epoch));
                }
            }
            else if (_activations.Find(target) is not { } activation || activation.Epoch != epoch || !activation.TryReceive(call))
            {
                member._route.Place(call, target);
            }
        }

        public void OnReturned(CallRequest call, long epoch) => call.Reject(Lost(call, "the head does not know the grain"));

        public void OnControl(FrameKind kind, ReadOnlySpan<byte> body)
        {
            switch (kind)
            {
                case FrameKind.Welcome when !HasJoined:
                    OnWelcome(MessageCodec.ReadControl<Welcome>(body));
                    break;
                case FrameKind.Refused:
                    Refusal = MessageCodec.ReadControl<Refusal>(body);
                    break;
                case FrameKind.Evict:
                    Array.ForEach(MessageCodec.ReadControl<PlacedGrain[]>(body), Evict);
                    break;
                default:
                    throw new MalformedFrameException($"{kind} is out of place");
            }
        }

        public Exception Lost(CallRequest call, string reason) =>
            new OrleansMessageRejectionException($"{call}: the connection to the head ended before the answer came ({reason}). Whether the call has run is not known.");

        // Here that exception means this silo and nothing else; another silo's state may change.
        public Exception Translate(Exception failure) =>
            failure is SiloUnavailableException ? new OrleansMessageRejectionException(failure.Message) : failure;

        private void OnWelcome(Welcome welcome)
        {
            if (!SiloAddress.TryParse(welcome.Silo, out var head))
            {
                throw new MalformedFrameException($"'{welcome.Silo}' is not a silo address");
            }

            HasJoined = true;
            var grains = member._route.Connect(Connection);
            member.Head = head;
            member.LogJoined(head, grains);
            member.HeadChanged?.Invoke();
        }

        private void Evict(PlacedGrain grain)
        {
            if (_activations.All.FirstOrDefault(activation => activation.Epoch == grain.Epoch) is { } activation)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "The grain was placed elsewhere while this silo had no connection to the head."));
            }
        }
    }
}
