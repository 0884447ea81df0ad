package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import java.io.Serial;

/// A body that is not taken. Without stack trace: hostile input is ordinary.
final class BodyFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    BodyFault(ErrorKind kind, String detail) {
        super(detail, null, false, false);
        this.fault = new Fault(kind, detail);
    }

    Fault fault() {
        return fault;
    }
}
