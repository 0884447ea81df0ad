package dev.corral.loadtest;

/// Exit codes that are no verdicts; those are [dev.corral.loadtest.report.Verdict]'s.
final class ExitCodes {
    static final int USAGE = 2;
    static final int UNREACHABLE = 4;
    /// The same as after SIGTERM.
    static final int ABANDONED = 143;

    private ExitCodes() {}
}
