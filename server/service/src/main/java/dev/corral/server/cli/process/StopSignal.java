package dev.corral.server.cli.process;

/// The signals that ask a process to stop, by the names that the JVM has for them.
public enum StopSignal {
    TERM(143),
    /// Ctrl-C.
    INT(130),
    /// The terminal has closed. Nobody hears it where it is ignored, as under `nohup`.
    HUP(129);

    private final int exitCode;

    StopSignal(int exitCode) {
        this.exitCode = exitCode;
    }

    /// Of a process that the signal ended.
    int exitCode() {
        return exitCode;
    }
}
