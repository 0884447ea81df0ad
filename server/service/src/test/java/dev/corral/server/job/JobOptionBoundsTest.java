package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobOptionBoundsTest {
    private static Read with(String path, String value) {
        int dot = path.indexOf('.');
        String member = dot < 0
                ? "'" + path + "':" + value
                : "'" + path.substring(0, dot) + "':{'" + path.substring(dot + 1) + "':" + value + "}";
        return Reading.with(member);
    }

    private static String pointer(String path) {
        return "#/" + path.replace('.', '/');
    }

    private static String effective(JobDocument document, String path) {
        Object value = document.effective();
        for (String step : path.split("\\.", -1)) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(step), path);
        }
        return value.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "defaults.timeout_ms, 1, 3600000",
        "defaults.connect_timeout_ms, 1, 3600000",
        "defaults.first_byte_timeout_ms, 1, 3600000",
        "defaults.idle_timeout_ms, 1, 3600000",
        "defaults.max_redirects, 0, 5",
        "defaults.max_body_bytes, 0, 1073741824",
        "concurrency.max, 1, 4096",
        "concurrency.per_host, 1, 1024",
        "rate.burst, 1, 1000000",
        "retry.max_attempts, 1, 10",
        "retry.initial_ms, 1, 10000",
        "retry.max_ms, 200, 3600000",
        "retry.budget_percent, 0, 100",
        "retry.retry_after_max_ms, 0, 3600000",
        "failure.min_samples, 1, 1000000",
        "deadline_ms, 1, 604800000",
        "order_window, 1, 65536",
        "buffer, 0, 65536",
        "priority, 0, 7",
        "retain_ms, 0, 604800000",
    })
    void integersAreTakenFromMinToMaxAndRefusedBeyond(String path, long min, long max) {
        for (long good : new long[] {min, max}) {
            JobDocument document = Reading.document(with(path, Long.toString(good)));
            assertThat(effective(document, path)).isEqualTo(Long.toString(good));
        }
        for (long bad : new long[] {min - 1, max + 1}) {
            assertThat(Reading.errors(with(path, Long.toString(bad))))
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.pointer()).isEqualTo(pointer(path));
                        assertThat(error.code()).isIn(Codes.RANGE, Codes.CONFLICT);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "4294967297",
                "18446744073709551617",
                "-1",
            })
    void integersBeyondTheMachinesAreOutOfRangeAndNotWrapped(String number) {
        assertThat(Reading.refusals(with("concurrency.max", number))).containsExactly("#/concurrency/max range");
    }

    @Test
    void aHugeIntegerIsOutOfRange() {
        String number = "1" + "0".repeat(400);
        assertThat(Reading.refusals(with("deadline_ms", number))).containsExactly("#/deadline_ms range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "1E400", "1e-400", "1e999999999", "'1'", "true", "[1]", "{'a':1}", "null"})
    void onlyWhatIsWrittenAsIntegerIsOne(String value) {
        assertThat(Reading.refusals(with("buffer", value))).containsExactly("#/buffer type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "rate.per_s",
                "rate.per_host_per_s",
                "failure.max_failed",
                "failure.max_failed_percent",
                "deadline_ms",
                "rate"
            })
    void nullStandsForAbsenceWhereAbsenceIsTheDefault(String path) {
        JobDocument plain = Reading.document(Reading.fetching("'http://a.test/'"));
        assertThat(Reading.document(with(path, "null"))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "labels",
                "defaults",
                "defaults.method",
                "defaults.timeout_ms",
                "defaults.capture",
                "defaults.expect_status",
                "concurrency",
                "concurrency.max",
                "rate.burst",
                "retry",
                "retry.on",
                "failure",
                "failure.policy",
                "order",
                "dedupe",
                "priority",
                "backend",
                "on_invalid",
                "retain_ms",
                "items"
            })
    void nullIsOfTheWrongTypeElsewhere(String path) {
        String text = path.equals("kind")
                ? "{'kind':null,'items':[]}"
                : path.equals("items") ? "{'kind':'fetch','items':null}" : null;
        Read read = text == null ? with(path, "null") : Reading.json(text);
        assertThat(Reading.refusals(read)).containsExactly(pointer(path) + " type");
    }

    @ParameterizedTest
    @CsvSource({
        "defaults.method, GET HEAD OPTIONS POST PUT PATCH DELETE",
        "defaults.capture, none sha256 text base64",
        "failure.policy, collect fail_fast",
        "order, completion",
        "dedupe, none",
        "backend, jdk",
        "on_invalid, reject_job fail_item",
    })
    void choicesAreTakenInTheirSpellingOnly(String path, String words) {
        for (String word : List.of(words.split(" ", -1))) {
            assertThat(effective(Reading.document(with(path, "'" + word + "'")), path))
                    .isEqualTo(word);
            assertThat(Reading.refusals(with(path, "'" + word + " '"))).containsExactly(pointer(path) + " value");
        }
        assertThat(Reading.refusals(with(path, "'CONNECT'"))).containsExactly(pointer(path) + " value");
        assertThat(Reading.refusals(with(path, "''"))).containsExactly(pointer(path) + " value");
        assertThat(Reading.refusals(with(path, "1"))).containsExactly(pointer(path) + " type");
    }

    @Test
    void aShareIsAnyNumberFromZeroToAHundred() {
        for (String good : List.of("0", "0.5", "1e1", "100")) {
            Read read = Reading.with("'failure':{'policy':'tolerate','max_failed_percent':" + good + "}");
            assertThat(Reading.document(read).failure().maxFailedPercent()).isEqualTo(Double.valueOf(good));
        }
        for (String bad : List.of("-0.001", "100.001", "1e400", "-1e400", "1e999999999")) {
            Read read = Reading.with("'failure':{'policy':'tolerate','max_failed_percent':" + bad + "}");
            assertThat(Reading.refusals(read)).containsExactly("#/failure/max_failed_percent range");
        }
    }

    @Test
    void namesAndLabelsHaveLengths() {
        assertThat(Reading.document(with("name", "'" + "n".repeat(256) + "'"))
                        .title()
                        .name())
                .hasSize(256);
        assertThat(Reading.refusals(with("name", "'" + "n".repeat(257) + "'"))).containsExactly("#/name length");
        String label = "{'" + "k".repeat(64) + "':'" + "v".repeat(256) + "'}";
        assertThat(Reading.document(with("labels", label)).title().labels()).hasSize(1);
        assertThat(Reading.refusals(with("labels", label.replace("'}", "v'}"))))
                .containsExactly("#/labels/" + "k".repeat(64) + " length");
        assertThat(Reading.refusals(with("labels", label.replace("{'", "{'k"))))
                .containsExactly("#/labels/" + "k".repeat(65) + " length");
    }

    @Test
    void atMostSixteenLabelsOfStrings() {
        StringBuilder labels = new StringBuilder("'l0':'v'");
        for (int i = 1; i < 16; i++) {
            labels.append(",'l").append(i).append("':'v'");
        }
        assertThat(Reading.document(with("labels", "{" + labels + "}")).title().labels())
                .hasSize(16);
        assertThat(Reading.refusals(with("labels", "{" + labels + ",'more':''}")))
                .containsExactly("#/labels length");
        assertThat(Reading.refusals(with("labels", "{'a':1}"))).containsExactly("#/labels/a type");
    }

    @Test
    void listsOfWordsTakeEachWordOnce() {
        Read read = with("retry.on", "['429','connect']");
        assertThat(Reading.document(read).retry().on())
                .containsExactlyInAnyOrder(Retry.Cause.STATUS_429, Retry.Cause.CONNECT);
        assertThat(Reading.document(with("retry.on", "[]")).retry().on()).isEmpty();
        assertThat(Reading.refusals(with("retry.on", "['429','429',429,'500']")))
                .containsExactly("#/retry/on/1 value", "#/retry/on/2 type", "#/retry/on/3 value");
    }

    @Test
    void expectedStatusesAreClassesAndCodes() {
        Read read = with("defaults.expect_status", "['2xx','404']");
        ExpectedStatus expected = Reading.document(read).defaults().expectStatus();
        assertThat(expected.accepts(204)).isTrue();
        assertThat(expected.accepts(404)).isTrue();
        assertThat(expected.accepts(403)).isFalse();
        assertThat(Reading.refusals(with("defaults.expect_status", "['6xx',404,'2XX','']")))
                .containsExactly(
                        "#/defaults/expect_status/0 value",
                        "#/defaults/expect_status/1 type",
                        "#/defaults/expect_status/2 value",
                        "#/defaults/expect_status/3 value");
        assertThat(Reading.refusals(with("defaults.expect_status", "[]")))
                .containsExactly("#/defaults/expect_status length");
    }

    @Test
    void limitsOfFailureNeedThePolicyAndThePolicyNeedsALimit() {
        assertThat(Reading.refusals(with("failure.max_failed", "5"))).containsExactly("#/failure/max_failed conflict");
        assertThat(Reading.refusals(with("failure.policy", "'tolerate'"))).containsExactly("#/failure/policy conflict");
        Read read = Reading.with("'failure':{'policy':'tolerate','max_failed':0}");
        assertThat(Reading.document(read).failure().maxFailed()).isZero();
    }

    @Test
    void bodiesThatAreToldMayNotBeAsLongAsThoseThatAreNot() {
        String most = "4194304";
        String more = "4194305";
        for (String told : List.of("text", "base64")) {
            assertThat(Reading.document(capturing(told, most)).defaults().maxBodyBytes())
                    .isEqualTo(4_194_304);
            assertThat(Reading.refusals(capturing(told, more))).containsExactly("#/defaults/max_body_bytes conflict");
        }
        assertThat(Reading.document(capturing("sha256", more)).defaults().maxBodyBytes())
                .isEqualTo(4_194_305);
    }

    private static Read capturing(String capture, String most) {
        return Reading.with("'defaults':{'capture':'" + capture + "','max_body_bytes':" + most + "}");
    }
}
