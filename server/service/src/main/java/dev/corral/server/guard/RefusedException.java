package dev.corral.server.guard;

import dev.corral.server.guard.Refusal.Code;
import java.io.Serial;

/// Carries a refusal from the depth of the parser to [Target#parse(String)], and no further. Without stack trace:
/// hostile input is ordinary.
final class RefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Code code, String detail) {
        super(detail, null, false, false);
        this.refusal = new Refusal(code, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
