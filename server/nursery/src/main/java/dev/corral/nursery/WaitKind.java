package dev.corral.nursery;

/// What a blocked task waits for.
public enum WaitKind {
    CHANNEL_SEND("channel.send"),
    CHANNEL_RECEIVE("channel.receive"),
    EVENT("event"),
    LIMITER("limiter"),
    OFFLOAD("offload"),
    FUTURE("future"),
    SLEEP("sleep"),
    NURSERY("nursery"),
    LOCK("lock");

    private final String label;

    WaitKind(String label) {
        this.label = label;
    }

    /// The name in task trees and metrics, such as `channel.send`.
    public String label() {
        return label;
    }
}
