package dev.corral.loadtest;

import java.util.Locale;

/// How thorough a run is.
enum Profile {
    /// For every change: seconds.
    QUICK,
    /// For a release: as long as it takes.
    FULL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
