package dev.corral.loadtest.report;

/// What a run says about the service.
public enum Verdict {
    /// Every objective held.
    PASS(0),
    /// The service did not hold an objective.
    FAIL(1),
    /// The run says nothing about the service: what measures was broken itself.
    INVALID(5);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
