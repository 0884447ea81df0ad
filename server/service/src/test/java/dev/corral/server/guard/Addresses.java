package dev.corral.server.guard;

import java.net.InetAddress;
import java.util.Objects;

/// Addresses from text without any look-up.
final class Addresses {
    private Addresses() {}

    static AddressBits bits(String text) {
        return Objects.requireNonNull(text.indexOf(':') < 0 ? Ipv4Text.parse(text) : Ipv6Text.parse(text), text);
    }

    static InetAddress address(String text) {
        return bits(text).toInetAddress();
    }
}
