package dev.corral.server;

/// The service could not bind one of its ports. The message is for the operator.
public final class CannotListenException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotListenException(String setting, String host, int port, Throwable cause) {
        super(
                "cannot listen on " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + ": "
                        + cause.getMessage() + "; choose another " + setting + ", 0 for any free one, or another host",
                cause);
    }
}
