package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/delay?ms=-1 | parameter ms is \"-1\"; expected a whole number from 0 to 3600000",
                "/delay?ms=soon | parameter ms is \"soon\"; expected a whole number from 0 to 3600000",
                "/delay?ms= | parameter ms is \"\"; expected a whole number from 0 to 3600000",
                "/delay?dist=normal | parameter dist is \"normal\"; expected one of const, lognormal, pareto",
                "/delay?seed=99999999999999999999 | parameter seed is \"99999999999999999999\"",
                "/delay?wait=5 | unknown parameter \"wait\"; expected any of ms, dist, seed, key",
                "/delay?ms=1&ms=2 | parameter \"ms\" comes twice; expected it once",
                "/delay?ms=%zz | query part \"%zz\" is not well percent-encoded",
                "/status?mix=200:0 | parameter mix is \"200:0\"; expected up to 32 of STATUS:WEIGHT",
                "/status?mix=100 | parameter mix is \"100\"",
                "/status?mix=, | parameter mix is \",\"",
                "/status?mix=200:5:5 | parameter mix is \"200:5:5\"",
                "/bytes?n=1e9 | parameter n is \"1e9\"",
                "/redirect?to=%0d%0aSet-Cookie:x | parameter to is \"??Set-Cookie:x\"",
                "/stall?at=noon | parameter at is \"noon\"; expected one of start, head, body",
                "/?x=1 | unknown parameter \"x\"; expected none"
            })
    void messageNamesParameterValueAndExpectation(String target, String message) {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get(target);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).startsWith(message).endsWith("\n");
            assertThat(answer.headers().contains("Set-Cookie")).isFalse();
        }
    }

    @Test
    void longValueIsShownCut() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.get("/bytes?n=" + "9".repeat(3000)).body().length())
                    .isLessThan(250);
        }
    }

    @Test
    void unknownPathListsTheBehaviours() {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/delays");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).startsWith("no behaviour at \"/delays\"; expected one of");
            assertThat(answer.text().split("\\s")).contains("/delay", "/status", "/bytes", "/seen", "/mark", "/limit");
        }
    }

    @Test
    void indexShowsEveryParameterWithItsDefault() {
        try (RunningOrigin origin = new RunningOrigin()) {
            RunningOrigin.Answer answer = origin.get("/");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text().lines().map(String::strip))
                    .contains("/delay", "/429", "GET /seen", "POST /mark")
                    .contains("ms=100  median wait in milliseconds (a whole number from 0 to 3600000)")
                    .anyMatch(line -> line.startsWith("mix=200 "));
        }
    }
}
