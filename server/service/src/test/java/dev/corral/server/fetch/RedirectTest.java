package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Parsed;
import dev.corral.server.guard.Target;
import dev.corral.server.job.Body;
import dev.corral.server.job.ExpectedStatus;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.Method;
import dev.corral.server.job.Timeouts;
import dev.corral.server.stream.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// S7: what a redirect makes of a request.
final class RedirectTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Timeouts TIMEOUTS = new Timeouts(SECOND, SECOND, SECOND, SECOND);
    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "secret", "X-Mine", "1", "Content-Type", "text/plain");
    private static final Body BODY = new Body(new byte[] {1});

    private static Target target(String url) {
        return ((Parsed.Ok) Target.parse(url)).target();
    }

    private static FetchCall call(String url, Method method, @Nullable Body body) {
        FetchDefaults defaults = new FetchDefaults(
                Method.GET, TIMEOUTS, 5, 1 << 20, FetchDefaults.Capture.NONE, new ExpectedStatus(List.of("2xx")));
        return new FetchCall(target(url), method, HEADERS, body, TIMEOUTS, defaults);
    }

    private static Redirect of(FetchCall call, int status, String... locations) {
        return Redirect.of(call, new Head(status, List.of(locations), List.of(), null));
    }

    private static FetchCall followed(FetchCall call, int status, String location) {
        assertThat(of(call, status, location)).isInstanceOf(Redirect.To.class);
        return ((Redirect.To) of(call, status, location)).call();
    }

    private static ErrorKind denied(FetchCall call, int status, String... locations) {
        assertThat(of(call, status, locations)).isInstanceOf(Redirect.Denied.class);
        return ((Redirect.Denied) of(call, status, locations)).fault().kind();
    }

    @ParameterizedTest
    @CsvSource({
        "301,POST,GET",
        "302,POST,GET",
        "303,POST,GET",
        "307,POST,POST",
        "308,POST,POST",
        "301,PUT,PUT",
        "302,PUT,PUT",
        "303,PUT,GET",
        "307,PUT,PUT",
        "303,DELETE,GET",
        "303,HEAD,HEAD",
        "301,HEAD,HEAD",
        "303,GET,GET",
        "308,GET,GET"
    })
    void theMethodFollowsTheStatus(int status, Method method, Method expected) {
        FetchCall next = followed(call("http://a.test/", method, BODY), status, "/x");
        assertThat(next.method()).isEqualTo(expected);
        assertThat(next.body()).isEqualTo(expected == method ? BODY : null);
        assertThat(next.headers()).containsKeys("Authorization", "X-Mine");
        assertThat(next.headers().containsKey("Content-Type")).isEqualTo(expected == method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://b.test/", "https://a.test/", "http://a.test:8080/", "//b.test/"})
    void anotherOriginGetsNoneOfTheCallersHeaders(String location) {
        assertThat(followed(call("http://a.test/", Method.GET, null), 302, location)
                        .headers())
                .isEmpty();
    }

    @Test
    void theWayBackBringsNoHeaderBack() {
        FetchCall away = followed(call("http://a.test/", Method.GET, null), 302, "http://b.test/");
        assertThat(followed(away, 302, "http://a.test/").headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aBodyIsNotSentToAnotherOrigin(int status) {
        assertThat(denied(call("http://a.test/", Method.POST, BODY), status, "http://b.test/"))
                .isEqualTo(ErrorKind.REDIRECT_DENIED);
    }

    @Test
    void fromHttpsToHttpIsDenied() {
        assertThat(denied(call("https://a.test/", Method.GET, null), 302, "http://a.test/"))
                .isEqualTo(ErrorKind.REDIRECT_DENIED);
    }

    @Test
    void severalLocationsLeadNowhere() {
        assertThat(denied(call("http://a.test/", Method.GET, null), 302, "/x", "/y"))
                .isEqualTo(ErrorKind.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 304, 305, 306, 399, 404})
    void otherStatusesStandForThemselves(int status) {
        assertThat(of(call("http://a.test/", Method.GET, null), status, "/x")).isEqualTo(new Redirect.None());
    }

    @Test
    void withoutLocationTheAnswerStandsForItself() {
        assertThat(of(call("http://a.test/", Method.GET, null), 302)).isEqualTo(new Redirect.None());
    }
}
