using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded;

public sealed partial class EmbeddedHead
{
    /// <summary>The head's side of one connection. All but <see cref="Lost"/> is called by the connection's reading, one after another.</summary>
    private sealed class MemberPeer(EmbeddedHead head) : IPeer
    {
        private MemberHello? _hello;
        private volatile MemberLink? _link;
        private bool _isAdmitted;
        private bool _hasLeft;

        public Connection Connection { get; set; } = null!;

        public bool TakesCalls => _link is not null;

        public void OnCall(CallRequest call, long epoch, bool place) => head._router.Receive(call);

        public void OnReturned(CallRequest call, long epoch) => head._router.Placement.OnReturned(Joined(), call, epoch);

        public void OnControl(FrameKind kind, ReadOnlySpan<byte> body)
        {
            switch (kind)
            {
                case FrameKind.Hello when _hello is null:
                    OnHello(MessageCodec.ReadControl<MemberHello>(body));
                    break;
                case FrameKind.Announce when _isAdmitted && _link is null:
                    OnAnnounced([.. MessageCodec.ReadControl<PlacedGrain[]>(body).Select(grain => (Read(grain), grain.Epoch))]);
                    break;
                case FrameKind.Ended:
                    var ended = MessageCodec.ReadControl<PlacedGrain>(body);
                    if (_link is not null)
                    {
                        head._router.Placement.Forget(_link, Read(ended), ended.Epoch);
                    }

                    break;
                case FrameKind.Leaving:
                    head._router.Placement.BeginLeaving(Joined());
                    head.MembersChanged?.Invoke();
                    break;
                case FrameKind.Goodbye:
                    Joined();
                    _hasLeft = true;
                    Connection.Close("it has stopped");
                    break;
                default:
                    throw new MalformedFrameException($"{kind} is out of place");
            }
        }

        public Exception Lost(CallRequest call, string reason) => PlacementDirectory.Lost(_link!, call, reason);

        public Exception Translate(Exception failure) => failure;

        public void OnDisconnected(string reason, List<CallRequest> unsent)
        {
            if (_link is null)
            {
                if (_hello is null)
                {
                    head.LogNeverJoined(reason);
                }

                return;
            }

            var wasMember = head._router.Placement.Remove(_link);
            unsent.ForEach(call => call.Reject(Lost(call, reason)));
            if (!wasMember)
            {
                return; // Replaced: its successor is the member of this name.
            }

            if (_hasLeft)
            {
                head.LogLeft(_link.Member.Name, _link.Member.SiloAddress, reason);
            }
            else
            {
                head.LogLost(_link.Member.Name, _link.Member.SiloAddress, reason);
            }

            head.MembersChanged?.Invoke();
        }

        private static GrainId Read(PlacedGrain grain)
        {
            try
            {
                return GrainId.Parse(grain.Grain);
            }
            catch (FormatException failure)
            {
                throw new MalformedFrameException(failure.Message);
            }
        }

        private MemberLink Joined() => _link ?? throw new MalformedFrameException("the member has not announced its grains yet");

        private void OnHello(MemberHello hello)
        {
            _hello = hello;
            try
            {
                head.Check(hello);
                _isAdmitted = true;
                Connection.SendControl(FrameKind.Welcome, new Welcome(head._router.Silo.ToParsableString()));
            }
            catch (JoinRefusedException refusal)
            {
                head.LogRefused(refusal.Message);
                Refuse(Connection, refusal);
            }
        }

        private void OnAnnounced(List<(GrainId Grain, long Epoch)> grains)
        {
            var address = SiloAddress.FromParsableString(_hello!.Silo);
            var link = new MemberLink(new ClusterMember(_hello.Name, address, _hello.Version, IsLeaving: false), Connection);
            try
            {
                // Known before calls can reach the member: they may fail at once.
                _link = link;
                head._router.Placement.Add(link, grains, out var replaced, out var elsewhere);
                if (elsewhere.Count > 0)
                {
                    Connection.SendControl(FrameKind.Evict, elsewhere.Select(grain => new PlacedGrain(grain.Grain.ToString(), grain.Epoch)).ToArray());
                }

                head.LogJoined(_hello.Name, address, _hello.Version, grains.Count);
                replaced?.Connection.Close("the silo has dialed again");
                head.MembersChanged?.Invoke();
            }
            catch (JoinRefusedException refusal)
            {
                head.LogRefused(refusal.Message);
                Refuse(Connection, refusal);
            }
        }

        private static void Refuse(Connection connection, JoinRefusedException refusal)
        {
            connection.SendControl(FrameKind.Refused, new Refusal(refusal.Reason, refusal.Message));
            connection.Close("refused");
        }
    }
}
