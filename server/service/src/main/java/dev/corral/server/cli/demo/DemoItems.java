package dev.corral.server.cli.demo;

import java.net.URI;

/// The URLs that a demo fetches: mostly quick answers, some bodies, and some that fail, since in life some
/// do.
record DemoItems(URI origin) {
    private static final int STATUS_EVERY = 10;
    private static final int BYTES_EVERY = 5;
    private static final int RESET_EVERY = 500;

    /// The URL of an item; the same on every run, and so is its answer.
    String url(long index) {
        return origin + path(index);
    }

    private static String path(long index) {
        if (index % RESET_EVERY == RESET_EVERY - 1) {
            return "/reset";
        }
        if (index % STATUS_EVERY == STATUS_EVERY / 2) {
            return "/status?mix=200:8,404:1,503:1&key=" + index;
        }
        if (index % BYTES_EVERY == 1) {
            return "/bytes?n=2000";
        }
        return "/delay?ms=2&dist=lognormal&key=" + index;
    }
}
