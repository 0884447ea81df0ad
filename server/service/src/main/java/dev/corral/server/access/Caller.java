package dev.corral.server.access;

/// Who asks.
///
/// @param tenant whose jobs and quotas are concerned
/// @param role what the key allows
/// @param weight how much of what is scarce the tenant gets, beside others
public record Caller(String tenant, Role role, int weight) {
    /// What a key allows.
    public enum Role {
        /// Its own tenant's jobs.
        USER,
        /// All jobs, and the process's tree.
        MANAGEMENT
    }

    /// Everybody, where there are no keys.
    public static final Caller ANYBODY = new Caller("anybody", Role.MANAGEMENT, 1);

    Caller with(int otherWeight) {
        return new Caller(tenant, role, otherWeight);
    }

    public boolean isManagement() {
        return role == Role.MANAGEMENT;
    }

    /// Whether this caller may know of that tenant's jobs.
    public boolean maySee(String owner) {
        return isManagement() || tenant.equals(owner);
    }
}
