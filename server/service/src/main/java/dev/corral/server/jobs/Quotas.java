package dev.corral.server.jobs;

/// How many jobs there may be at once.
///
/// @param attached that run, of all tenants
/// @param detached that run or wait for their turn, of all tenants
/// @param detachedRunning that run, of all tenants; the others wait
/// @param tenantAttached the same of one tenant
/// @param tenantDetached the same of one tenant
public record Quotas(int attached, int detached, int detachedRunning, int tenantAttached, int tenantDetached) {
    private static final int DETACHED = 10_000;
    private static final int DETACHED_RUNNING = 64;
    /// With several tenants none may have more than this part of what there is.
    private static final int TENANT_PART = 4;

    public Quotas {
        require("attached", attached);
        require("detached", detached);
        require("detachedRunning", detachedRunning);
        require("tenantAttached", tenantAttached);
        require("tenantDetached", tenantDetached);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }

    /// For one tenant, who may have all there is.
    public static Quotas forOne(int attached) {
        return new Quotas(attached, DETACHED, DETACHED_RUNNING, attached, DETACHED);
    }

    public static Quotas forMany(int attached) {
        int part = Math.max(1, attached / TENANT_PART);
        return new Quotas(attached, DETACHED, DETACHED_RUNNING, part, DETACHED / TENANT_PART);
    }
}
