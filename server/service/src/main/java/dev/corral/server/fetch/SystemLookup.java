package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.server.run.Waits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The operating system's resolver, which knows `/etc/hosts` and blocks: asked on worker threads of its own
/// limiter, so that a resolver that never answers holds up look-ups only. A cancelled look-up is abandoned;
/// its permit stays taken until the system answers.
final class SystemLookup implements NameLookup {
    private final Offload offload;
    private final LongAdder quarantined;

    /// @param quarantined counts look-ups that were abandoned and run on
    SystemLookup(Limiter permits, LongAdder quarantined) {
        this.quarantined = quarantined;
        offload = Offload.named("name look-up").limitedBy(permits).abandonOnCancel(late -> {});
    }

    @Override
    public List<InetAddress> addresses(String name) throws UnknownHostException, InterruptedException {
        Question question = new Question(() -> known(name), quarantined);
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
