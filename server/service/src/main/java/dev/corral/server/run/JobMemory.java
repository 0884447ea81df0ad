package dev.corral.server.run;

import dev.corral.server.job.FetchDefaults;

/// Memory for what jobs hold beyond what any item needs.
///
/// @param items for long items, read and not ended: their bodies, headers and URLs
/// @param bodies for captured bodies, from before they come until their record is written
public record JobMemory(ByteRoom items, ByteRoom bodies) {
    /// No item is longer.
    private static final long LEAST_OF_JOB = FetchDefaults.MOST_KEPT_BYTES;

    private static final int ITEMS_SHARE = 16;
    private static final int BODIES_SHARE = 4;
    private static final int OF_JOB = 8;
    private static final int BODIES_OF_JOB = 4;

    /// For a process that may have so much memory in all.
    public static JobMemory within(long heapBytes) {
        return new JobMemory(
                room("memory.items", heapBytes / ITEMS_SHARE, OF_JOB),
                room("memory.bodies", heapBytes / BODIES_SHARE, BODIES_OF_JOB));
    }

    private static ByteRoom room(String name, long bytes, int ofJob) {
        long most = Math.max(LEAST_OF_JOB, bytes);
        return new ByteRoom(name, most, Math.max(LEAST_OF_JOB, most / ofJob));
    }
}
