package dev.corral.server.run;

/// Who takes part in sharing what the server has, and with what weight: a tenant's jobs of one priority. With twice
/// the weight it gets twice as many turns while both want more than there is. Compared by tenant and priority.
///
/// @param priority of the job, 0 (first) to 7 (last)
/// @param tenantWeight 1 or more
public record Share(String tenant, int priority, int tenantWeight) {
    private static final int LOWEST = 7;
    private static final int NORMAL = 3;

    /// For a job that has nobody to share with.
    public static final Share ALONE = new Share("", NORMAL, 1);

    public Share {
        if (priority < 0 || priority > LOWEST || tenantWeight < 1) {
            throw new IllegalArgumentException("priority is " + priority + " and tenantWeight " + tenantWeight
                    + ", expected 0 to " + LOWEST + ", and 1 or more");
        }
    }

    /// Each step of priority doubles it.
    double weight() {
        return tenantWeight * (double) (1 << (LOWEST - priority));
    }
}
