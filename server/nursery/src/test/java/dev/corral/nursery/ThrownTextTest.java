package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrownTextTest {
    private static String textOf(String message) {
        return ThrownText.of(new Exception(message));
    }

    @Test
    void aShortTextIsToldWhole() {
        assertThat(textOf("planted")).isEqualTo("java.lang.Exception: planted");
    }

    @Test
    void ofALongTextTheBeginningAndTheEndAreTold() {
        assertThat(textOf("begin " + "x".repeat(1_000_000) + " end"))
                .hasSizeLessThan(1_100)
                .startsWith("java.lang.Exception: begin xxx")
                .contains(" characters left out] xxx")
                .endsWith("xxx end");
    }

    @Test
    void noCharacterIsCutInTwo() {
        for (int shift = 0; shift < 2; shift++) {
            String text = textOf("x".repeat(shift) + "\uD83D\uDE00".repeat(2_000));
            assertThat(text.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isEmpty();
        }
    }
}
