package dev.corral.server.cli.demo;

/// How a demo ended.
public enum DemoEnd {
    /// Every check held.
    GOOD,
    /// A check did not hold.
    BAD,
    /// A signal came before the summary.
    CUT_SHORT
}
