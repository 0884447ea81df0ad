package dev.corral.server.dashboard;

/// Part of a [Stage]. Closing waits until it has ended, with a bound, and cannot be interrupted.
interface Part extends AutoCloseable {
    @Override
    void close();
}
