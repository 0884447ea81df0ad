package dev.corral.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Punycode against the samples of RFC 3492, section 7.1, and against itself (S1).
class PunycodeTest {
    @ParameterizedTest
    @CsvSource({
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "なぜみんな日本語を話してくれないのか, n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
        "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
        "パフィーdeルンバ, de-jg4avhby1noc0d",
        "そのスピードで, d9juau41awczczp",
    })
    void agreesWithTheSamples(String label, String encoded) {
        assertThat(Punycode.encode(label)).isEqualTo(encoded);
        assertThat(Punycode.decode(encoded)).isEqualTo(label);
    }

    @Test
    void decodesWhatItEncodes() {
        Random random = new Random(3_492);
        for (int i = 0; i < 1_000; i++) {
            String label = random.ints(1 + random.nextInt(40), 'a', 0x2_0000)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(Punycode.decode(Punycode.encode(label))).isEqualTo(label);
        }
    }

    @Test
    void decodesNoSurrogates() {
        assertThat(Punycode.decode(Punycode.encode("\ud800"))).isNull();
        assertThat(Punycode.decode(Punycode.encode("a\udfff"))).isNull();
    }

    /// Truncated, beyond Unicode or overflowing.
    @ParameterizedTest
    @ValueSource(strings = {"99999999", "z", "é", "A", "a-A", "9999999999999999999999999999", "0ug0ug0ug0ug."})
    void decodesNothingElse(String text) {
        String label = Punycode.decode(text);
        assertThat(label == null || !Punycode.encode(label).equals(text))
                .as("%s -> %s", text, label)
                .isTrue();
    }
}
