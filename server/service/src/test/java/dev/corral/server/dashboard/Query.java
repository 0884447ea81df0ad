package dev.corral.server.dashboard;

/// One query of a panel, or of an annotation.
///
/// @param asker the panel's title
/// @param reference tells the queries of one panel apart
/// @param expression PromQL, variables in it
record Query(String asker, String reference, String expression) {
    @Override
    public String toString() {
        return asker + " " + reference;
    }
}
