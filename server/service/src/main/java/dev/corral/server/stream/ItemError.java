package dev.corral.server.stream;

/// Why an item failed, for programs and for people.
///
/// @param detail one line; holds no address that a name resolved to, no path of the server, no stack trace
/// @param retryable whether the same item may succeed later
public record ItemError(ErrorKind kind, String detail, boolean retryable) {
    public ItemError(ErrorKind kind, String detail) {
        this(kind, detail, kind.isRetryable());
    }
}
