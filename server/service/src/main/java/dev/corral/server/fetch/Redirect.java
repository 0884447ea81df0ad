package dev.corral.server.fetch;

import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Scheme;
import dev.corral.server.guard.Target;
import dev.corral.server.job.Body;
import dev.corral.server.job.Method;
import dev.corral.server.stream.ErrorKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What follows from an answer that points elsewhere (RFC 9110, section 15.4; S7).
sealed interface Redirect {
    /// The one wording for all that a redirect must not lead to, so that it tells nothing of what is there.
    Fault DENIED =
            new Fault(ErrorKind.REDIRECT_DENIED, "the answer redirects to where this service does not fetch from");

    /// The answer stands for itself.
    record None() implements Redirect {}

    /// To be requested next, once the guard has let it pass.
    record To(FetchCall call) implements Redirect {}

    /// Not to be followed.
    record Denied(Fault fault) implements Redirect {}

    /// Whether an answer with this head is followed rather than told.
    static boolean isFollowed(FetchCall call, Head head) {
        return call.defaults().maxRedirects() > 0
                && isRedirect(head.status())
                && !head.locations().isEmpty();
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /// What the head of the call's answer asks for.
    static Redirect of(FetchCall call, Head head) {
        if (!isFollowed(call, head)) {
            return new None();
        }
        if (head.locations().size() > 1) {
            return new Denied(new Fault(ErrorKind.PROTOCOL, "the answer redirects to several places at once"));
        }
        return switch (Reference.resolve(call.target(), head.locations().getFirst())) {
            case Parsed.Refused _ -> new Denied(DENIED);
            case Parsed.Ok(Target target) -> to(target, call, head.status());
        };
    }

    private static Redirect to(Target target, FetchCall call, int status) {
        if (call.target().scheme() == Scheme.HTTPS && target.scheme() == Scheme.HTTP) {
            return new Denied(new Fault(ErrorKind.REDIRECT_DENIED, "the answer redirects from https to http"));
        }
        boolean sameOrigin = call.target().originKey().equals(target.originKey());
        Method method = method(call.method(), status);
        Body body = method == call.method() ? call.body() : null;
        if (body != null && !sameOrigin) {
            return new Denied(
                    new Fault(ErrorKind.REDIRECT_DENIED, "the answer redirects a request with a body elsewhere"));
        }
        return new To(call.redirected(target, method, sameOrigin ? headers(call, body) : Map.of(), body));
    }

    /// 303 asks for a GET; 301 and 302 make one of a POST, as they always have.
    private static Method method(Method method, int status) {
        boolean seeOther = status == 303 && method != Method.HEAD;
        boolean found = (status == 301 || status == 302) && method == Method.POST;
        return seeOther || found ? Method.GET : method;
    }

    /// Those that speak of the body go with it.
    private static Map<String, String> headers(FetchCall call, @Nullable Body body) {
        if (call.body() == null || body != null) {
            return call.headers();
        }
        Map<String, String> kept = new TreeMap<>(call.headers());
        kept.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
        return kept;
    }
}
