package dev.corral.server.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes what was opened, last first, unless all that was to be opened could be.
final class Closing implements Part {
    private final Deque<Part> open = new ArrayDeque<>();

    <T extends Part> T later(T opened) {
        open.push(opened);
        return opened;
    }

    /// Leaves closing to somebody else.
    void never() {
        open.clear();
    }

    @Override
    public void close() {
        Part last = open.poll();
        if (last == null) {
            return;
        }
        try (this) {
            last.close();
        }
    }
}
