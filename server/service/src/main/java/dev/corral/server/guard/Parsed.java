package dev.corral.server.guard;

/// What [Target#parse(String)] made of a URL.
public sealed interface Parsed {
    /// The URL is well-formed. Whether it may be fetched is [Guard]'s answer, not this one.
    record Ok(Target target) implements Parsed {}

    /// The URL must not be used.
    record Refused(Refusal refusal) implements Parsed {}
}
