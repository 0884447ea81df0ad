package dev.corral.origin;

/// A request's query that no behaviour can follow. Its message names the parameter, the value and what was expected,
/// and goes to the client.
final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadParameterException(String message) {
        // No stack trace: this is data about a request, not about the program.
        super(message, null, false, false);
    }
}
