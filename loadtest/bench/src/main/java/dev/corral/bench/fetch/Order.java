package dev.corral.bench.fetch;

import java.net.URI;

/// What a program is to fetch, and with how much at once.
///
/// @param uri asked for by every item; plain HTTP, with its port
/// @param concurrency requests at once, of all loops together
/// @param loops event loops; of no meaning to a program without them
record Order(URI uri, int concurrency, int loops) {
    Order {
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("URL is '" + uri + "', expected http://HOST:PORT/PATH");
        }
        requirePositive("concurrency", concurrency);
        requirePositive("loops", loops);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }

    /// @param arguments URL, concurrency, loops
    static Order of(String... arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(arguments.length + " arguments, expected URL CONCURRENCY LOOPS");
        }
        return new Order(URI.create(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    /// The share of one loop, so that all shares add up to the concurrency.
    int concurrencyOf(int loop) {
        return concurrency / loops + (loop < concurrency % loops ? 1 : 0);
    }
}
