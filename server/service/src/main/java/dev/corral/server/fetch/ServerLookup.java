package dev.corral.server.fetch;

import dev.corral.server.run.Share;
import dev.corral.server.run.SharedPermits;
import dev.corral.server.run.Waits;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One DNS server, asked by UDP and, where an answer is cut, by TCP. Answers are kept as long as they say, at most
/// [#MOST_KEPT_SECONDS]; every use of a kept one goes through the guard again. A cancelled look-up is given up.
final class ServerLookup implements NameLookup {
    private static final int MOST_KEPT_SECONDS = 30;
    private static final long QUERY_MILLIS = 2_000;
    /// Of one look-up: what an answer can make this service ask by its aliases.
    private static final int MOST_QUERIES = 8;

    private final DnsNameResolver resolver;
    private final SharedPermits permits;

    /// @param context whose event loop asks
    ServerLookup(InetSocketAddress server, Context context, SharedPermits permits) {
        EventLoop loop = ((ContextInternal) context).nettyEventLoop();
        this.permits = permits;
        this.resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelFactory(NioDatagramChannel::new)
                .socketChannelFactory(NioSocketChannel::new, true)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server))
                .hostsFileEntriesResolver(new NoHostsFile())
                .searchDomains(List.of())
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                // The guard sees all addresses, not the fastest.
                .completeOncePreferredResolved(false)
                .ttl(0, MOST_KEPT_SECONDS)
                .negativeTtl(0)
                .queryTimeoutMillis(QUERY_MILLIS)
                .maxQueriesPerResolve(MOST_QUERIES)
                .build();
    }

    /// What came of a look-up.
    private sealed interface Found {
        record Addresses(List<InetAddress> all) implements Found {}

        record Nothing(String why) implements Found {}
    }

    @Override
    public List<InetAddress> addresses(String name, Share share) throws UnknownHostException, InterruptedException {
        permits.acquire(share);
        try {
            return switch (ask(name)) {
                case Found.Addresses(var all) -> all;
                case Found.Nothing(String why) -> throw new UnknownHostException(why);
            };
        } finally {
            permits.release();
        }
    }

    private Found ask(String name) throws InterruptedException {
        return Waits.await("name look-up", suspension -> {
            Future<List<InetAddress>> answer = resolver.resolveAll(name);
            suspension.onCancel(() -> {
                // First, or the answer that was given up would count as one.
                suspension.cancelled();
                answer.cancel(false);
            });
            answer.addListener(ignored -> suspension.resume(found(answer)));
        });
    }

    private static Found found(Future<List<InetAddress>> answer) {
        if (!answer.isSuccess()) {
            return new Found.Nothing("the DNS server has no address for the name: " + answer.cause());
        }
        List<InetAddress> all = List.copyOf(answer.getNow());
        return all.isEmpty() ? new Found.Nothing("the DNS server's answer is empty") : new Found.Addresses(all);
    }

    /// This machine's names are its own business.
    private static final class NoHostsFile implements HostsFileEntriesResolver {
        @Override
        public @Nullable InetAddress address(String name, ResolvedAddressTypes wanted) {
            return null;
        }
    }
}
