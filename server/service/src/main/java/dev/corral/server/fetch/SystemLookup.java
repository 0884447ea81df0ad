package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.server.run.Share;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.run.Waits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The operating system's resolver, which knows `/etc/hosts` and blocks: asked on worker threads of its own
/// permits, so that a resolver that never answers holds up look-ups only. A cancelled look-up is abandoned;
/// its permit stays taken until the system answers.
final class SystemLookup implements NameLookup {
    private final SharedPermits permits;
    private final Offload offload;
    private final LongAdder quarantined;

    /// @param quarantined counts look-ups that were abandoned and run on
    SystemLookup(SharedPermits permits, LongAdder quarantined) {
        this.permits = permits;
        this.quarantined = quarantined;
        // Nobody waits for these: who asks has one of the permits.
        Limiter workers = new Limiter("name look-up", permits.total());
        offload = Offload.named("name look-up").limitedBy(workers).abandonOnCancel(late -> {});
    }

    @Override
    public List<InetAddress> addresses(String name, Share share) throws UnknownHostException, InterruptedException {
        permits.acquire(share);
        Question question = new Question(() -> known(name), quarantined, permits::release);
        try {
            List<InetAddress> found = Waits.blocking(offload, question::ask);
            if (found.isEmpty()) {
                throw new UnknownHostException("no address is known for the name");
            }
            return found;
        } finally {
            question.leave();
        }
    }

    /// Empty if there is no address.
    private static List<InetAddress> known(String name) {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
