package dev.corral.server.job;

/// The rest of an upload cannot be read. The message is for the client.
public final class UploadBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UploadBroken(String message) {
        super(message);
    }
}
