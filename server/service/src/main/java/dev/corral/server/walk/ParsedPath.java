package dev.corral.server.walk;

/// The answer of [RelativePath#parse] and [RelativePath#parseUri].
public sealed interface ParsedPath {
    record Ok(RelativePath path) implements ParsedPath {}

    /// Whatever was wrong, the error is the same: kind `path_denied` and one wording, which does not repeat the path.
    record Refused(WalkError error) implements ParsedPath {}
}
