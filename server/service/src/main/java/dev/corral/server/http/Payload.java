package dev.corral.server.http;

import dev.corral.server.digest.Sha256;
import dev.corral.server.job.Upload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A body that is digested as it is read, so that it can be told whether another one was the same.
final class Payload implements Upload {
    private final Upload body;
    private final MessageDigest digest = Sha256.begin();

    /// @param head what belongs to the payload beside the body: how it is to be read
    Payload(Upload body, String head) {
        this.body = body;
        digest.update((head + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte @Nullable [] next() throws InterruptedException {
        byte[] piece = body.next();
        if (piece != null) {
            digest.update(piece);
        }
        return piece;
    }

    /// Reads what is left, and gives the digest of all. A checkpoint; once.
    byte[] digest() throws InterruptedException {
        byte[] piece = next();
        while (piece != null) {
            piece = next();
        }
        return digest.digest();
    }
}
