package dev.corral.nursery;

/// A limiter at one moment.
///
/// @param total permits there are; [Limiter#UNLIMITED] for no limit
/// @param borrowed permits in use; above the total for a while after the total was lowered
/// @param waiting tasks that wait for a permit
public record LimiterStatistics(int total, int borrowed, int waiting) {}
