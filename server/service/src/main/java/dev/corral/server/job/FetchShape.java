package dev.corral.server.job;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// A bare string is the URL.
record FetchShape() implements ItemShape {
    /// The item in the shortest form that reads as the same.
    static Object show(FetchItem item) {
        FetchRequest request = item.request();
        if (item.id() == null && item.meta() == null && request.equals(FetchRequest.PLAIN)) {
            return item.url();
        }
        return new View()
                .withGiven(ItemOptions.ID, item.id())
                .with(ItemOptions.URL, item.url())
                .withGiven(ItemOptions.METHOD, request.method())
                .with(ItemOptions.HEADERS, request.headers())
                .withGiven(ItemOptions.BODY, request.body())
                .withGiven(ItemOptions.TIMEOUT, request.timeout())
                .with(ItemOptions.RETRY_UNSAFE, request.retryUnsafe())
                .withGiven(ItemOptions.META, item.meta())
                .map();
    }

    @Override
    public Table table() {
        return ItemOptions.FETCH;
    }

    @Override
    public Item build(int index, Values values, Spot at) {
        FetchRequest request = new FetchRequest(
                values.find(ItemOptions.METHOD),
                values.get(ItemOptions.HEADERS),
                values.find(ItemOptions.BODY),
                values.find(ItemOptions.TIMEOUT),
                values.get(ItemOptions.RETRY_UNSAFE));
        return new FetchItem(
                index,
                values.find(ItemOptions.ID),
                values.get(ItemOptions.URL),
                request,
                values.find(ItemOptions.META));
    }

    @Override
    public @Nullable Item bare(int index, String text, Spot at) {
        String url = ItemOptions.URL.read(TextNode.valueOf(text), at);
        return url == null ? null : new FetchItem(index, null, url, FetchRequest.PLAIN, null);
    }
}
