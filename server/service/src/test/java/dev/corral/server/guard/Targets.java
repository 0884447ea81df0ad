package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.guard.Refusal.Code;

/// Parses in one word, failing the test where the answer is the other one.
final class Targets {
    private Targets() {}

    static Target ok(String url) {
        return switch (Target.parse(url)) {
            case Parsed.Ok(Target target) -> target;
            case Parsed.Refused(Refusal refusal) -> throw new AssertionError(url + " was refused: " + refusal);
        };
    }

    static Refusal refused(String url) {
        return switch (Target.parse(url)) {
            case Parsed.Ok(Target target) -> throw new AssertionError(url + " was taken as " + target);
            case Parsed.Refused(Refusal refusal) -> refusal;
        };
    }

    static void assertRefused(String url, Code code) {
        assertThat(refused(url).code()).as(url).isEqualTo(code);
    }
}
