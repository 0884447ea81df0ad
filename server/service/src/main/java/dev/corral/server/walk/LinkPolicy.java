package dev.corral.server.walk;

/// What a walk does with links. There is one answer: links are never followed.
public enum LinkPolicy {
    REPORT
}
