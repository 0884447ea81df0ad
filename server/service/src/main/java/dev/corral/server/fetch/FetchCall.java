package dev.corral.server.fetch;

import dev.corral.server.guard.Target;
import dev.corral.server.job.Body;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Method;
import dev.corral.server.job.Timeouts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request with all defaults filled in.
///
/// @param headers the caller's own
/// @param body sent with the request; null for none
record FetchCall(
        Target target,
        Method method,
        Map<String, String> headers,
        @Nullable Body body,
        Timeouts timeouts,
        FetchDefaults defaults) {
    /// What a head has beyond the parts that are counted one by one.
    private static final long HEAD_BYTES = 128;

    private static final int HEADER_BYTES = 4;
    private static final String TRACEPARENT = "traceparent";

    static FetchCall of(Target target, FetchItem item, FetchDefaults defaults) {
        return new FetchCall(
                target,
                method(item, defaults),
                item.request().headers(),
                item.request().body(),
                timeouts(item.request().timeout(), defaults.timeouts()),
                defaults);
    }

    static Method method(FetchItem item, FetchDefaults defaults) {
        Method method = item.request().method();
        return method == null ? defaults.method() : method;
    }

    private static Timeouts timeouts(@Nullable Duration total, Timeouts defaults) {
        return total == null
                ? defaults
                : new Timeouts(total, defaults.connect(), defaults.firstByte(), defaults.idle());
    }

    /// The same with a trace in it, unless the caller has put one there; null for none.
    FetchCall carrying(@Nullable String traceparent) {
        if (traceparent == null || headers.keySet().stream().anyMatch(TRACEPARENT::equalsIgnoreCase)) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(TRACEPARENT, traceparent);
        return new FetchCall(target, method, more, body, timeouts, defaults);
    }

    /// The request that a redirect makes of this one.
    FetchCall redirected(Target to, Method by, Map<String, String> with, @Nullable Body sending) {
        return new FetchCall(to, by, with, sending, timeouts, defaults);
    }

    /// About how many bytes it sends.
    long bytes() {
        long sum = HEAD_BYTES + target.url().length();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            sum += header.getKey().length() + header.getValue().length() + HEADER_BYTES;
        }
        return body == null ? sum : sum + body.length();
    }
}
