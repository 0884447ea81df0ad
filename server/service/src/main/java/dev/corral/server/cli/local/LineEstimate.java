package dev.corral.server.cli.local;

/// How many lines with items an input has, by those seen so far: exact when all was seen. Fed by one thread, asked by
/// any.
final class LineEstimate {
    private final long totalBytes;
    private volatile long bytes;
    private volatile long lines;
    private boolean atLineStart = true;

    /// @param totalBytes of the input; -1 if nobody can tell
    LineEstimate(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    void saw(byte[] piece) {
        long found = lines;
        long seen = bytes;
        for (byte each : piece) {
            if (atLineStart && each != '\n' && each != '\r' && each != '#') {
                found++;
            }
            atLineStart = each == '\n';
        }
        lines = found;
        bytes = seen + piece.length;
    }

    /// -1 for no idea.
    long estimate() {
        long seen = bytes;
        if (totalBytes < 0 || seen == 0) {
            return -1;
        }
        return seen >= totalBytes ? lines : Math.round(lines * (double) totalBytes / seen);
    }
}
