package dev.corral.server.config;

/// A configuration that the service does not start with. The message is for the operator: it names the
/// option, variable or key, its value, what was expected and the likely fix.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
