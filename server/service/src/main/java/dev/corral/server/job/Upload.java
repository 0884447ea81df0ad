package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// The bytes of a request's body, in the pieces in which they come. Used by one task at a time.
@FunctionalInterface
public interface Upload {
    /// The next piece, or null when there are no more, then and ever after. A checkpoint: waits until the sender
    /// has sent more.
    ///
    /// @throws UploadBroken if the rest cannot be read and whoever sent it is not there to be told
    byte @Nullable [] next() throws InterruptedException;

    /// Bytes that are all there.
    ///
    /// @param body not copied
    static Upload of(byte[] body) {
        return new Upload() {
            private boolean given;

            @Override
            public byte @Nullable [] next() {
                if (given) {
                    return null;
                }
                given = true;
                return body;
            }
        };
    }
}
