package dev.corral.server.guard;

import java.net.InetAddress;

/// The host of a target: a name that is yet to be resolved, or an address.
public sealed interface Host {
    /// The host as it is sent, in lower case; an IPv6 address without brackets.
    String text();

    /// The host as it stands in an authority: an IPv6 address in brackets.
    default String bracketed() {
        String text = text();
        return text.indexOf(':') < 0 ? text : '[' + text + ']';
    }

    /// A name in A-labels.
    record Name(String text) implements Host {
        /// @throws IllegalArgumentException if the text holds anything but lower-case letters, digits, `-`, `_` and `.`
        public Name {
            if (text.isEmpty() || !text.chars().allMatch(c -> c == '.' || NameLabel.isPlain(c))) {
                throw new IllegalArgumentException(
                        "host: not a name of a-z, 0-9, '-', '_' and '.'; parse the URL instead");
            }
        }
    }

    /// An address that stood in the URL itself. IPv4 mapped into IPv6 is the IPv4 address.
    ///
    /// @param text canonical, without brackets
    record Literal(InetAddress address, String text) implements Host {
        static Literal of(AddressBits bits) {
            return new Literal(bits.toInetAddress(), bits.toString());
        }
    }
}
