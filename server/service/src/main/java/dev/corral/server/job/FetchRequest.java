package dev.corral.server.job;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one fetch says about its request; nulls are for the job's defaults to fill.
///
/// @param headers as the client wrote them, in its order: names, line breaks and sums are not checked here
/// @param timeout of one attempt, in place of the default
/// @param retryUnsafe allows another attempt whatever the method
public record FetchRequest(
        @Nullable Method method,
        Map<String, String> headers,
        @Nullable Body body,
        @Nullable Duration timeout,
        boolean retryUnsafe) {
    /// What a bare URL asks for. Shared: a million bare URLs cost a million strings and small items, no more.
    static final FetchRequest PLAIN = new FetchRequest(null, Map.of(), null, null, false);

    int heldBytes() {
        return (body == null ? 0 : body.length()) + (headers.isEmpty() ? 0 : headerBytes());
    }

    private int headerBytes() {
        return headers.entrySet().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
    }

    public FetchRequest {
        headers = headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
