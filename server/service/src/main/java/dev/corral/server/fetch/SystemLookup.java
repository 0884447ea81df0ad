package dev.corral.server.fetch;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The operating system's resolver, which knows `/etc/hosts` and blocks: asked on worker threads of its own
/// limiter, so that a resolver that never answers holds up look-ups only. A cancelled look-up is abandoned;
/// its permit stays taken until the system answers.
final class SystemLookup implements NameLookup {
    private final Offload offload;

    SystemLookup(Limiter permits) {
        offload = Offload.named("name look-up").limitedBy(permits).abandonOnCancel(late -> {});
    }

    @Override
    public List<InetAddress> addresses(String name) throws UnknownHostException, InterruptedException {
        try {
            return offload.run(() -> List.of(InetAddress.getAllByName(name)));
        } catch (InterruptedException | UnknownHostException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the look-up threw what it does not declare", e);
        }
    }
}
