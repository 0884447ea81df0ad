package dev.corral.server.guard;

import java.util.List;
import java.util.stream.Stream;

/// The address ranges that Corral does not fetch from, and why. `InetAddress.isSiteLocalAddress` and its like miss
/// most of them.
final class AddressRanges {
    private static final List<Cidr> DENIED = ranges(
            "0.0.0.0/8", // this network; reaches the local host on Linux
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::/128", // unspecified
            "::1/128", // loopback
            "100::/64", // discard
            "2001:db8::/32", // documentation
            "fc00::/7", // unique local
            "fe80::/10", // link-local
            "fec0::/10", // site-local, of old
            "ff00::/8"); // multicast

    /// Addresses that hand out credentials; no rule of the operator opens them.
    private static final List<Cidr> METADATA = ranges(
            "169.254.169.254", // nearly every cloud
            "169.254.170.2", // AWS containers
            "169.254.170.23", // AWS pod identity
            "100.100.100.200", // Alibaba
            "168.63.129.16", // Azure
            "fd00:ec2::23", // AWS pod identity
            "fd00:ec2::254", // AWS
            "fd20:ce::254"); // Google

    private static final List<Cidr> LOCAL = ranges("0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128");

    private AddressRanges() {}

    /// Whether the address itself or an IPv4 address embedded in it is in a denied range or gives out metadata.
    static boolean isDenied(AddressBits address) {
        return holds(DENIED, address) || isMetadata(address) || anyHolds(DENIED, address.embedded());
    }

    /// Whether the address itself or an IPv4 address embedded in it is one of a cloud's metadata services.
    static boolean isMetadata(AddressBits address) {
        return holds(METADATA, address) || anyHolds(METADATA, address.embedded());
    }

    /// Whether the address always means this host: loopback or unspecified, embedded ones included.
    static boolean isLocal(AddressBits address) {
        return holds(LOCAL, address) || anyHolds(LOCAL, address.embedded());
    }

    private static boolean anyHolds(List<Cidr> ranges, List<AddressBits> addresses) {
        for (AddressBits address : addresses) {
            if (holds(ranges, address)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(List<Cidr> ranges, AddressBits address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<Cidr> ranges(String... texts) {
        return Stream.of(texts).map(Cidr::parse).toList();
    }
}
