package dev.corral.server.config;

import dev.corral.server.guard.AllowRule;
import dev.corral.server.walk.Roots;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What the operator of a service decides.
///
/// @param listen where it listens
/// @param allow addresses and ports that may be fetched from beyond the public ones
/// @param roots folders that may be listed
/// @param writeIdle how long a reader may take nothing before its job ends
/// @param drain how a shutdown goes
/// @param loops event loops, for connections and for fetching
public record ServerConfig(
        Listen listen, List<AllowRule> allow, Roots roots, Duration writeIdle, Drain drain, int loops) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_MANAGEMENT_PORT = 9000;
    public static final Duration DEFAULT_WRITE_IDLE = Duration.ofSeconds(30);
    static final int MAX_LOOPS = 256;

    public ServerConfig {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(roots, "roots");
        Objects.requireNonNull(drain, "drain");
        allow = List.copyOf(allow);
        if (writeIdle.toMillis() < 1) {
            throw new IllegalArgumentException("write-idle is " + writeIdle + ", expected a millisecond or more");
        }
        if (loops < 1 || loops > MAX_LOOPS) {
            throw new IllegalArgumentException("loops is " + loops + ", expected 1 to " + MAX_LOOPS);
        }
    }

    public static ServerConfig defaults() {
        return new ServerConfig(
                Listen.LOOPBACK,
                List.of(),
                Roots.NONE,
                DEFAULT_WRITE_IDLE,
                Drain.DEFAULT,
                Math.min(Runtime.getRuntime().availableProcessors(), MAX_LOOPS));
    }

    public ServerConfig with(Listen other) {
        return new ServerConfig(other, allow, roots, writeIdle, drain, loops);
    }

    public ServerConfig withAllow(List<AllowRule> other) {
        return new ServerConfig(listen, other, roots, writeIdle, drain, loops);
    }

    public ServerConfig with(Roots other) {
        return new ServerConfig(listen, allow, other, writeIdle, drain, loops);
    }

    public ServerConfig withWriteIdle(Duration other) {
        return new ServerConfig(listen, allow, roots, other, drain, loops);
    }

    public ServerConfig with(Drain other) {
        return new ServerConfig(listen, allow, roots, writeIdle, other, loops);
    }

    /// Where a service listens.
    ///
    /// @param host address or name to bind, for both ports
    /// @param port of the API; 0 for any free one
    /// @param managementPort of health and metrics; 0 for any free one
    public record Listen(String host, int port, int managementPort) {
        static final Listen LOOPBACK = new Listen(DEFAULT_HOST, DEFAULT_PORT, DEFAULT_MANAGEMENT_PORT);
        private static final int MAX_PORT = 65_535;

        public Listen {
            if (host.isBlank()) {
                throw new IllegalArgumentException("host is blank, expected an address or a name to listen on");
            }
            check("port", port);
            check("management-port", managementPort);
            if (port == managementPort && port != 0) {
                throw new IllegalArgumentException(
                        "port and management-port are both " + port + ", expected two different ones");
            }
        }

        private static void check(String name, int port) {
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException(name + " is " + port + ", expected 0 (any free one) to " + MAX_PORT);
            }
        }

        /// The same host, any free ports.
        public static Listen anywhere(String host) {
            return new Listen(host, 0, 0);
        }
    }

    /// How a shutdown goes.
    ///
    /// @param delay from saying "not ready" to taking no new jobs, for load balancers to notice
    /// @param grace for running jobs to end by themselves
    public record Drain(Duration delay, Duration grace) {
        static final Drain DEFAULT = new Drain(Duration.ofSeconds(2), Duration.ofSeconds(25));

        public Drain {
            if (delay.isNegative() || grace.isNegative()) {
                throw new IllegalArgumentException(
                        "drain-delay is " + delay + " and drain-grace " + grace + ", expected zero or more");
            }
        }
    }
}
