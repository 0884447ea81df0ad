package dev.corral.loadtest.compare;

/// Which way a figure is better.
public enum Sense {
    LESS_IS_BETTER,
    MORE_IS_BETTER
}
