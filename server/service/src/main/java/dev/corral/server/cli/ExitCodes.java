package dev.corral.server.cli;

/// What the program's exit codes mean.
public final class ExitCodes {
    public static final int OK = 0;
    /// It did what was asked, and the outcome is bad.
    public static final int FAILED = 1;
    /// Wrong usage or configuration, or the place is not fit: a port in use, a file that cannot be
    /// written.
    public static final int USAGE = 2;
    /// Ended before its time: Ctrl-C, a deadline, a cancel.
    public static final int CANCELLED = 3;

    /// The server could not be reached, or cannot answer now.
    public static final int UNREACHABLE = 4;

    private ExitCodes() {}
}
