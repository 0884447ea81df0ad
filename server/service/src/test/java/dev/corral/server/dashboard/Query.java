package dev.corral.server.dashboard;

/// One query of a panel, or of an annotation.
///
/// @param asker the panel's title
/// @param reference tells the queries of one panel apart
/// @param expression PromQL, variables in it
record Query(String asker, String reference, String expression) {
    private static final String GENERATOR = "corral_loadtest_";

    /// Whether it asks what the generator of a load test saw, and not the service.
    boolean isOfTheGenerator() {
        return expression.contains(GENERATOR);
    }

    @Override
    public String toString() {
        return asker + " " + reference;
    }
}
