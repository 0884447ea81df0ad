package dev.corral.server.metrics;

/// Statuses of HTTP, by their first digit, and how requests end without one.
enum StatusClass {
    NONE("none"),
    INFORMATIONAL("1xx"),
    SUCCESS("2xx"),
    REDIRECTION("3xx"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx"),
    WITHDRAWN("withdrawn");

    private static final StatusClass[] BY_DIGIT = {NONE, INFORMATIONAL, SUCCESS, REDIRECTION, CLIENT_ERROR, SERVER_ERROR
    };
    private static final int WIDTH = 100;

    private final String label;

    StatusClass(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// What is no status of HTTP is none.
    static StatusClass of(int status) {
        int digit = status / WIDTH;
        return digit < 1 || digit >= BY_DIGIT.length ? NONE : BY_DIGIT[digit];
    }
}
