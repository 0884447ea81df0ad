package dev.corral.server.job;

/// What a job does with its items.
public enum JobKind implements Word {
    FETCH,
    LIST,
    PIPELINE
}
