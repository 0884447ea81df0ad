package dev.corral.server.walk;

/// The answer of [Walk#open].
public sealed interface WalkOpening {
    /// Whoever gets it closes the walk.
    record Opened(Walk walk) implements WalkOpening {}

    /// There is nothing to walk.
    ///
    /// @param error of kind `path_denied`, `not_found` or `permission`; `internal` where the system failed, such as
    ///     by running out of file descriptors
    record Refused(WalkError error) implements WalkOpening {}
}
