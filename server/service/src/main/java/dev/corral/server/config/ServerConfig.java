package dev.corral.server.config;

import dev.corral.server.access.Keys;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.walk.Roots;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the operator of a service decides.
///
/// @param listen where it listens
/// @param reach what jobs may reach
/// @param timing how patient it is
/// @param storage what is kept on disk
/// @param keys who may use it
/// @param capacity how much it takes on at once
/// @param telemetry what it tells of itself
public record ServerConfig(
        Listen listen, Reach reach, Timing timing, Storage storage, Keys keys, Capacity capacity, Telemetry telemetry) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_MANAGEMENT_PORT = 9000;
    public static final Duration DEFAULT_WRITE_IDLE = Duration.ofSeconds(30);
    public static final Duration DEFAULT_HEADER_TIMEOUT = Duration.ofSeconds(10);

    public ServerConfig {
        Objects.requireNonNull(listen, "listen");
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(telemetry, "telemetry");
    }

    public static ServerConfig defaults() {
        return new ServerConfig(
                Listen.LOOPBACK,
                Reach.PUBLIC,
                Timing.DEFAULT,
                Storage.PASSING,
                Keys.OPEN,
                Capacity.usual(),
                Telemetry.DEFAULT);
    }

    public List<AllowRule> allow() {
        return reach.allow();
    }

    /// Ports of public addresses that are open besides the usual ones.
    public Set<Integer> publicPorts() {
        return reach.publicPorts();
    }

    public Roots roots() {
        return reach.roots();
    }

    /// The DNS server that names are asked of; null for what the operating system does.
    public @Nullable InetSocketAddress resolver() {
        return reach.resolver();
    }

    public Duration writeIdle() {
        return timing.writeIdle();
    }

    public Duration headerTimeout() {
        return timing.header();
    }

    public Drain drain() {
        return timing.drain();
    }

    public ServerConfig with(Listen other) {
        return new ServerConfig(other, reach, timing, storage, keys, capacity, telemetry);
    }

    public ServerConfig withAllow(List<AllowRule> other) {
        return with(new Reach(other, reach.publicPorts(), reach.roots(), reach.resolver()));
    }

    public ServerConfig with(Roots other) {
        return with(new Reach(reach.allow(), reach.publicPorts(), other, reach.resolver()));
    }

    public ServerConfig withResolver(InetSocketAddress other) {
        return with(new Reach(reach.allow(), reach.publicPorts(), reach.roots(), other));
    }

    private ServerConfig with(Reach other) {
        return new ServerConfig(listen, other, timing, storage, keys, capacity, telemetry);
    }

    public ServerConfig withWriteIdle(Duration other) {
        return with(new Timing(other, timing.header(), timing.drain()));
    }

    public ServerConfig with(Drain other) {
        return with(new Timing(timing.writeIdle(), timing.header(), other));
    }

    public ServerConfig with(Timing other) {
        return new ServerConfig(listen, reach, other, storage, keys, capacity, telemetry);
    }

    public ServerConfig withData(Path other) {
        return new ServerConfig(
                listen, reach, timing, new Storage(other, storage.mostBytes()), keys, capacity, telemetry);
    }

    public ServerConfig with(Keys other) {
        return new ServerConfig(listen, reach, timing, storage, other, capacity, telemetry);
    }

    public ServerConfig with(Capacity other) {
        return new ServerConfig(listen, reach, timing, storage, keys, other, telemetry);
    }

    public ServerConfig with(Telemetry other) {
        return new ServerConfig(listen, reach, timing, storage, keys, capacity, other);
    }

    /// What is kept on disk.
    ///
    /// @param folder of the store; null for one that goes with the process
    /// @param mostBytes how large the store's file may become
    public record Storage(@Nullable Path folder, long mostBytes) {
        /// Less would hardly hold a job.
        private static final long LEAST_BYTES = 16L << 20;

        static final Storage PASSING = new Storage(null, Long.MAX_VALUE);

        public Storage {
            if (mostBytes < LEAST_BYTES) {
                throw new IllegalArgumentException("store-max is " + mostBytes + ", expected 16M or more");
            }
        }
    }

    /// What jobs may reach.
    ///
    /// @param allow addresses and ports that may be fetched from beyond the public ones
    /// @param publicPorts ports of public addresses that are open besides the usual ones
    /// @param roots folders that may be listed
    /// @param resolver the DNS server that names are asked of; null for what the operating system does
    public record Reach(
            List<AllowRule> allow,
            Set<Integer> publicPorts,
            Roots roots,
            @Nullable InetSocketAddress resolver) {
        static final Reach PUBLIC = new Reach(List.of(), Set.of(), Roots.NONE, null);

        public Reach {
            allow = List.copyOf(allow);
            publicPorts = Set.copyOf(publicPorts);
            Objects.requireNonNull(roots, "roots");
        }
    }

    /// How much a service takes on at once.
    ///
    /// @param loops event loops, for connections and for fetching; 1 to 256
    /// @param attachedJobs jobs that stream to the client that sent them; 1 to 100,000, one more is refused
    public record Capacity(int loops, int attachedJobs) {
        public static final int DEFAULT_ATTACHED_JOBS = 1024;
        static final int MAX_LOOPS = 256;
        static final int MAX_ATTACHED_JOBS = 100_000;

        public Capacity {
            check("loops", loops, MAX_LOOPS);
            check("attached-jobs", attachedJobs, MAX_ATTACHED_JOBS);
        }

        private static void check(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", expected 1 to " + most);
            }
        }

        /// A loop for each processor.
        static Capacity usual() {
            return new Capacity(Math.min(Runtime.getRuntime().availableProcessors(), MAX_LOOPS), DEFAULT_ATTACHED_JOBS);
        }
    }

    /// How patient a service is.
    ///
    /// @param writeIdle how long a reader may take nothing before its job ends
    /// @param header how long a new connection may take for the head of its first request
    /// @param drain how a shutdown goes
    public record Timing(Duration writeIdle, Duration header, Drain drain) {
        static final Timing DEFAULT = new Timing(DEFAULT_WRITE_IDLE, DEFAULT_HEADER_TIMEOUT, Drain.DEFAULT);

        public Timing {
            Objects.requireNonNull(drain, "drain");
            check("write-idle", writeIdle);
            check("header-timeout", header);
        }

        private static void check(String name, Duration value) {
            if (value.toMillis() < 1) {
                throw new IllegalArgumentException(name + " is " + DurationText.of(value) + ", expected 1ms or more");
            }
        }
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
