package dev.corral.server.run;

import dev.corral.server.stream.ErrorKind;

/// How the code of a refusal becomes an item's error kind, where an item fails by itself instead of refusing
/// its job.
final class InvalidItems {
    private InvalidItems() {}

    static ErrorKind kindOf(String code) {
        return switch (code) {
            case "address_denied", "port_denied" -> ErrorKind.HOST_DENIED;
            case "path_denied" -> ErrorKind.PATH_DENIED;
            default -> ErrorKind.INVALID;
        };
    }
}
