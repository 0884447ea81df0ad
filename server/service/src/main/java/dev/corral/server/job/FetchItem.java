package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// A URL to fetch; whether it is a URL that may be fetched is not known here.
///
/// @param url as the client wrote it
public record FetchItem(
        int index,
        @Nullable String id,
        String url,
        FetchRequest request,
        @Nullable Meta meta) implements Item {
    @Override
    public int heldBytes() {
        return url.length()
                + request.heldBytes()
                + (meta == null ? 0 : meta.json().length());
    }
}
