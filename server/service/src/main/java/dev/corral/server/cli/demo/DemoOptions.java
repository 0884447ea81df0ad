package dev.corral.server.cli.demo;

/// What a demo does.
///
/// @param items to fetch
/// @param port of the service's API; 0 for any free one
public record DemoOptions(long items, int port, After after) {
    public static final long MAX_ITEMS = 100_000_000;
    private static final int MAX_PORT = 65_535;

    public DemoOptions {
        if (items < 0 || items > MAX_ITEMS) {
            throw new IllegalArgumentException("--items is " + items + ", expected 0 to " + MAX_ITEMS);
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("--port is " + port + ", expected 0 (any free one) to " + MAX_PORT);
        }
    }

    /// What follows the summary.
    public enum After {
        LEAVE,
        /// Until a signal.
        STAY
    }
}
