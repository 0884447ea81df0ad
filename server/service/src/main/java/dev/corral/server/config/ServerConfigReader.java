package dev.corral.server.config;

import dev.corral.server.access.Keys;
import dev.corral.server.config.ServerConfig.Capacity;
import dev.corral.server.config.ServerConfig.Drain;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.config.ServerConfig.Reach;
import dev.corral.server.config.ServerConfig.Storage;
import dev.corral.server.config.ServerConfig.Timing;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.logging.LogFormat;
import dev.corral.server.tracing.TraceSettings;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes the configuration of a service of what was set.
public final class ServerConfigReader {
    private static final int MAX_PORT = 65_535;

    private ServerConfigReader() {}

    /// The configuration; looks at the folders of roots and of the store, and up the names to listen on and of the
    /// resolver, and touches nothing else.
    ///
    /// @throws ConfigException if a value is not what was expected, two do not go together, or the service
    ///     would be open to others than this machine without a word of consent
    public static ServerConfig read(Settings settings) throws ConfigException {
        ServerConfig defaults = ServerConfig.defaults();
        try {
            Keys keys = settings.value(Setting.KEY_FILE, ServerConfigReader::keys, Keys.OPEN);
            return new ServerConfig(
                    listen(settings, defaults.listen(), keys),
                    new Reach(
                            settings.list(Setting.ALLOW, AllowRule::parse, defaults.allow()),
                            Set.copyOf(settings.list(Setting.PUBLIC_PORT, text -> whole(text, 1, MAX_PORT), List.of())),
                            new Roots(settings.list(Setting.ROOT, ServerConfigReader::root, List.of())),
                            settings.<@Nullable InetSocketAddress>value(
                                    Setting.RESOLVER, ServerConfigReader::dnsServer, null)),
                    timing(settings, defaults.timing()),
                    storage(settings, defaults.storage()),
                    keys,
                    capacity(settings, defaults.capacity()),
                    telemetry(settings));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static Keys keys(String file) {
        try {
            return Keys.read(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read, expected a text file with keys", e);
        }
    }

    private static Storage storage(Settings settings, Storage defaults) throws ConfigException {
        return new Storage(
                settings.<@Nullable Path>value(Setting.DATA, ServerConfigReader::folder, defaults.folder()),
                settings.value(Setting.STORE_MAX, SizeText::parse, defaults.mostBytes()));
    }

    private static Path folder(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a folder");
        }
        Path folder = Path.of(text);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("this is a file, expected a folder, or what may become one");
        }
        return folder;
    }

    private static InetSocketAddress dnsServer(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isBlank() || (host.contains(":") && !bracketed)) {
            throw new IllegalArgumentException("expected HOST:PORT, such as 127.0.0.1:53 or [::1]:53");
        }
        InetSocketAddress server = new InetSocketAddress(host, whole(text.substring(colon + 1), 1, MAX_PORT));
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("the host has no address");
        }
        return server;
    }

    private static Listen listen(Settings settings, Listen defaults, Keys keys) throws ConfigException {
        String host = settings.value(Setting.HOST, text -> text, defaults.host());
        boolean insecure = settings.value(Setting.INSECURE, ServerConfigReader::flag, false);
        return new Listen(
                Exposure.checked(host, insecure || !keys.isOpen()),
                settings.value(Setting.PORT, ServerConfigReader::port, defaults.port()),
                settings.value(Setting.MANAGEMENT_PORT, ServerConfigReader::port, defaults.managementPort()));
    }

    private static Timing timing(Settings settings, Timing defaults) throws ConfigException {
        return new Timing(
                settings.value(Setting.WRITE_IDLE, DurationText::parse, defaults.writeIdle()),
                settings.value(Setting.HEADER_TIMEOUT, DurationText::parse, defaults.header()),
                drain(settings, defaults.drain()));
    }

    private static Capacity capacity(Settings settings, Capacity defaults) throws ConfigException {
        return new Capacity(
                settings.value(Setting.LOOPS, text -> whole(text, 1, Capacity.MAX_LOOPS), defaults.loops()),
                settings.value(
                        Setting.ATTACHED_JOBS,
                        text -> whole(text, 1, Capacity.MAX_ATTACHED_JOBS),
                        defaults.attachedJobs()));
    }

    private static Telemetry telemetry(Settings settings) throws ConfigException {
        LogFormat format = settings.value(Setting.LOG_FORMAT, LogFormat::parse, LogFormat.TEXT);
        double ratio = settings.value(Setting.TRACE_RATIO, ServerConfigReader::ratio, TraceSettings.DEFAULT_RATIO);
        boolean upstream = settings.value(Setting.TRACE_UPSTREAM, ServerConfigReader::flag, false);
        // None and no are what happens without a collector, and so may be said.
        if (ratio > 0) {
            settings.check(Setting.TRACE_RATIO, Setting.OTLP_ENDPOINT);
        }
        if (upstream) {
            settings.check(Setting.TRACE_UPSTREAM, Setting.OTLP_ENDPOINT);
        }
        return new Telemetry(
                format,
                settings.<@Nullable TraceSettings>value(
                        Setting.OTLP_ENDPOINT,
                        text -> new TraceSettings(TraceSettings.endpoint(text), ratio, upstream),
                        null));
    }

    private static Drain drain(Settings settings, Drain defaults) throws ConfigException {
        return new Drain(
                settings.value(Setting.DRAIN_DELAY, DurationText::parse, defaults.delay()),
                settings.value(Setting.DRAIN_GRACE, DurationText::parse, defaults.grace()));
    }

    private static Root root(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("expected NAME=DIR, such as docs=/srv/docs");
        }
        return new Root(text.substring(0, equals), Path.of(text.substring(equals + 1)));
    }

    private static int port(String text) {
        return whole(text, 0, MAX_PORT);
    }

    private static int whole(String text, int least, int most) {
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException("expected a whole number from " + least + " to " + most);
        }
        return number;
    }

    private static double ratio(String text) {
        double ratio = text.matches("[0-9]{1,9}([.][0-9]{1,9})?") ? Double.parseDouble(text) : -1;
        if (ratio < 0 || ratio > 1) {
            throw new IllegalArgumentException("expected a number from 0 to 1, such as 0.01");
        }
        return ratio;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }
}
