package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Requests with what must come of them. One that fails its checks is a KO and no more: the user goes on with the next.
final class Steps {
    private final Account account;

    Steps(Account account) {
        this.account = account;
    }

    /// A request under a name of its own.
    ChainBuilder step(String name, HttpRequestActionBuilder request) {
        return group(name).on(exec(request)).exec(session -> {
            account.finished(name, session.isFailed());
            return session.markAsSucceeded();
        });
    }

    /// A check of the whole body.
    ///
    /// @param fault gives what is wrong with it; null for nothing
    static CheckBuilder body(String name, Function<String, @Nullable String> fault) {
        return body(name, (body, _) -> fault.apply(body));
    }

    /// The same, by what the user knows.
    static CheckBuilder body(String name, BiFunction<String, Session, @Nullable String> fault) {
        return bodyString().validate(name, (body, session) -> {
            String wrong = fault.apply(body == null ? "" : body, session);
            if (wrong != null) {
                throw new IllegalStateException(wrong);
            }
            return body;
        });
    }

    /// A check that the body has all of these in it.
    static CheckBuilder having(String... parts) {
        return body("its text", body -> {
            for (String part : parts) {
                if (!body.contains(part)) {
                    return "it has no " + part + " in it";
                }
            }
            return null;
        });
    }
}
