package dev.corral.server.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The settings that stand in an environment. Every variable with our prefix must be one that we know.
final class Environment {
    static final String PREFIX = "CORRAL_";
    static final String CONFIG = PREFIX + "CONFIG";

    /// The launcher's own, and those of commands that ask a service.
    private static final Set<String> NOT_OURS =
            Set.of(PREFIX + "JAVA_OPTS", PREFIX + "JDK_DIRS", PREFIX + "SERVER", PREFIX + "KEY");

    /// What Kubernetes sets for a service of our name: `CORRAL_PORT`, `CORRAL_SERVICE_HOST`,
    /// `CORRAL_PORT_8080_TCP`.
    private static final String OF_KUBERNETES = PREFIX + "(SERVICE_(HOST|PORT).*|PORT_[0-9]+_(TCP|UDP).*)";

    private Environment() {}

    static Map<Setting, Given> read(Map<String, String> variables) throws ConfigException {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        for (Map.Entry<String, String> each : new TreeMap<>(variables).entrySet()) {
            String name = each.getKey();
            if (!name.startsWith(PREFIX) || name.equals(CONFIG) || NOT_OURS.contains(name)) {
                continue;
            }
            Setting setting = Setting.ofVariable(name);
            if (setting == null) {
                throw new ConfigException("the environment has " + name + ", which is not known; expected one of "
                        + Setting.allVariables() + ", " + CONFIG + hint(name));
            }
            given.put(setting, Given.ofText(setting, name, each.getValue()));
        }
        return given;
    }

    private static String hint(String name) {
        return name.matches(OF_KUBERNETES)
                ? "; Kubernetes sets it for a service named corral unless the pod says enableServiceLinks: false"
                : "";
    }

    /// The file that the environment names; null if it names none.
    static @Nullable String configFile(Map<String, String> variables) {
        return variables.get(CONFIG);
    }
}
