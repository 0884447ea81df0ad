package dev.corral.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @ParameterizedTest
    @ValueSource(strings = {"01", "03", "ff"})
    void aCallerThatRecordsIsSampled(String flags) {
        assertThat(TraceParent.parse(List.of("00-" + TRACE + "-" + SPAN + "-" + flags)))
                .isEqualTo(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02"})
    void aCallerThatDoesNotIsNot(String flags) {
        assertThat(TraceParent.parse(List.of("00-" + TRACE + "-" + SPAN + "-" + flags)))
                .isEqualTo(new TraceParent(TRACE, SPAN, false));
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        TraceParent parent = new TraceParent(TRACE, SPAN, true);
        assertThat(TraceParent.parse(List.of("01-" + TRACE + "-" + SPAN + "-01")))
                .isEqualTo(parent);
        assertThat(TraceParent.parse(List.of("cc-" + TRACE + "-" + SPAN + "-01-what the future brings")))
                .isEqualTo(parent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
                "00-\u0660af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "${jndi:ldap://x}"
            })
    void whatIsNoneIsPassedOver(String text) {
        assertThat(TraceParent.parse(List.of(text))).isNull();
    }

    @Test
    void twoHeadersAreNone() {
        String good = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceParent.parse(List.of(good, good))).isNull();
        assertThat(TraceParent.parse(List.of())).isNull();
    }

    @Test
    void noiseIsReadWithoutHarm() {
        Random random = new Random(1);
        String good = "00-" + TRACE + "-" + SPAN + "-01";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = random.nextInt(3); change >= 0; change--) {
                text.setCharAt(random.nextInt(good.length()), (char) random.nextInt(0x180));
            }
            TraceParent parent = TraceParent.parse(List.of(text.toString()));
            if (parent != null) {
                assertThat(parent.traceId()).matches("[0-9a-f]{32}");
                assertThat(parent.spanId()).matches("[0-9a-f]{16}");
            }
        }
    }
}
