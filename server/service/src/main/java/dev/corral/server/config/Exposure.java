package dev.corral.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Whether others than this machine can reach an address.
///
/// A service that fetches what it is told to must not stand open to a network: it would fetch, from inside,
/// for whoever asks.
final class Exposure {
    private Exposure() {}

    /// The host to bind. A loopback name is replaced by its address, so that what was checked is what is
    /// bound.
    static String checked(String host, boolean insecure) throws ConfigException {
        InetAddress[] addresses = addressesOf(host);
        if (Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            return addresses[0].getHostAddress();
        }
        if (!insecure) {
            throw new ConfigException("host is '" + host
                    + "', which others than this machine can reach, and there are no keys: whoever reaches it could"
                    + " fetch and list through it. Give it keys with " + Setting.KEY_FILE.option() + ", listen on "
                    + ServerConfig.DEFAULT_HOST
                    + " (the default) behind a proxy that asks who it is, or accept the risk with "
                    + Setting.INSECURE.option());
        }
        return host;
    }

    private static InetAddress[] addressesOf(String host) throws ConfigException {
        if (host.isBlank()) {
            throw new ConfigException("host is '" + host + "', expected an address or a name to listen on");
        }
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new ConfigException("host is '" + host + "', which is no address and no name that has one");
        }
    }
}
