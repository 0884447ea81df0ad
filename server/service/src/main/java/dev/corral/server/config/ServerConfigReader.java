package dev.corral.server.config;

import dev.corral.server.config.ServerConfig.Drain;
import dev.corral.server.config.ServerConfig.Listen;
import dev.corral.server.guard.AllowRule;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.nio.file.Path;
import java.util.List;

/// Makes the configuration of a service of what was set.
public final class ServerConfigReader {
    private static final int MAX_PORT = 65_535;

    private ServerConfigReader() {}

    /// The configuration; looks at the folders of roots and up the name to listen on, and touches nothing
    /// else.
    ///
    /// @throws ConfigException if a value is not what was expected, two do not go together, or the service
    ///     would be open to others than this machine without a word of consent
    public static ServerConfig read(Settings settings) throws ConfigException {
        ServerConfig defaults = ServerConfig.defaults();
        try {
            return new ServerConfig(
                    listen(settings, defaults.listen()),
                    settings.list(Setting.ALLOW, AllowRule::parse, defaults.allow()),
                    new Roots(settings.list(Setting.ROOT, ServerConfigReader::root, List.of())),
                    settings.value(Setting.WRITE_IDLE, DurationText::parse, defaults.writeIdle()),
                    drain(settings, defaults.drain()),
                    settings.value(Setting.LOOPS, text -> whole(text, 1, ServerConfig.MAX_LOOPS), defaults.loops()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static Listen listen(Settings settings, Listen defaults) throws ConfigException {
        String host = settings.value(Setting.HOST, text -> text, defaults.host());
        boolean insecure = settings.value(Setting.INSECURE, ServerConfigReader::flag, false);
        return new Listen(
                Exposure.checked(host, insecure),
                settings.value(Setting.PORT, ServerConfigReader::port, defaults.port()),
                settings.value(Setting.MANAGEMENT_PORT, ServerConfigReader::port, defaults.managementPort()));
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

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }
}
