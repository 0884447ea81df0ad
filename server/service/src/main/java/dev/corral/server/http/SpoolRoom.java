package dev.corral.server.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;

/// Room on the disk for records that readers do not take yet: so much for all jobs, and so much for those of one
/// tenant. Thread-safe.
///
/// @see Spool
public final class SpoolRoom {
    private final long mostBytes;
    private final long mostOfTenant;

    @GuardedBy("this")
    private final Map<String, Long> byTenant = new HashMap<>();

    @GuardedBy("this")
    private long taken;

    public SpoolRoom(long mostBytes, long mostOfTenant) {
        this.mostBytes = mostBytes;
        this.mostOfTenant = mostOfTenant;
    }

    long mostBytes() {
        return mostBytes;
    }

    long mostOfTenant() {
        return mostOfTenant;
    }

    /// False, and nothing changes, if there is no more.
    synchronized boolean take(String tenant, long bytes) {
        long before = byTenant.getOrDefault(tenant, 0L);
        if (taken + bytes > mostBytes || before + bytes > mostOfTenant) {
            return false;
        }
        taken += bytes;
        byTenant.put(tenant, before + bytes);
        return true;
    }

    /// Gives back what was taken.
    synchronized void give(String tenant, long bytes) {
        taken -= bytes;
        // A tenant who holds nothing is not remembered.
        byTenant.computeIfPresent(tenant, (who, before) -> before == bytes ? null : before - bytes);
    }
}
