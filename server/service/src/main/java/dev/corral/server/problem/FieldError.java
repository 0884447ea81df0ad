package dev.corral.server.problem;

import static java.util.Objects.requireNonNull;

/// One refusal inside a client's document.
///
/// @param pointer where: an RFC 6901 pointer as URI fragment (`#/items/3/url`), or `?key` for a query parameter
/// @param code what, as one stable word for programs
/// @param detail what, what was expected and how to mend it, for people
public record FieldError(String pointer, String code, String detail) {
    public FieldError {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
