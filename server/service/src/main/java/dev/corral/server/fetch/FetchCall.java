package dev.corral.server.fetch;

import dev.corral.server.guard.Target;
import dev.corral.server.job.Body;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Method;
import dev.corral.server.job.Timeouts;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One fetch with all defaults filled in.
///
/// @param body sent with the request; null for none
record FetchCall(
        Target target,
        Method method,
        Map<String, String> headers,
        @Nullable Body body,
        Timeouts timeouts,
        FetchDefaults defaults) {
    static FetchCall of(Target target, FetchItem item, FetchDefaults defaults) {
        Method method = item.request().method();
        return new FetchCall(
                target,
                method == null ? defaults.method() : method,
                item.request().headers(),
                item.request().body(),
                timeouts(item.request().timeout(), defaults.timeouts()),
                defaults);
    }

    private static Timeouts timeouts(@Nullable Duration total, Timeouts defaults) {
        return total == null
                ? defaults
                : new Timeouts(total, defaults.connect(), defaults.firstByte(), defaults.idle());
    }
}
