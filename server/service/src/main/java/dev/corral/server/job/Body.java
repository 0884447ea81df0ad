package dev.corral.server.job;

import java.util.Arrays;

/// The bytes of a request's body. Immutable.
public final class Body {
    private final byte[] bytes;

    /// @param bytes copied
    public Body(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
