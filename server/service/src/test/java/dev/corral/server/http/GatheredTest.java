package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.http.Gathered.Call;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/// When the loop is told of bytes that wait for it.
final class GatheredTest {
    private final Gathered gathered = new Gathered(4);

    private Call add(String text) {
        return gathered.add(bytes -> bytes.appendString(text));
    }

    @Test
    void itIsToldOnceThatThereAreSome() {
        assertThat(add("a")).isEqualTo(Call.SOME);
        assertThat(add("b")).isEqualTo(Call.NOTHING);
        assertThat(gathered.length()).isEqualTo(2);
    }

    @Test
    void itIsToldOnceMoreWhenTheyAreMany() {
        assertThat(add("abc")).isEqualTo(Call.SOME);
        assertThat(add("d")).isEqualTo(Call.MUCH);
        assertThat(add("e")).isEqualTo(Call.NOTHING);
    }

    @Test
    void manyAtOnceAreToldOfAsSuch() {
        assertThat(add("abcde")).isEqualTo(Call.MUCH);
        assertThat(add("f")).isEqualTo(Call.NOTHING);
    }

    @Test
    void whoTakesThemTakesAllAndIsToldAnew() {
        add("abc");
        add("de");
        assertThat(gathered.take()).hasToString("abcde");
        assertThat(gathered.take().length()).isZero();
        assertThat(add("f")).isEqualTo(Call.SOME);
        assertThat(gathered.take()).hasToString("f");
    }

    @Test
    void whoFoundNothingDoesNotGetWhatComesLater() {
        Buffer nothing = gathered.take();
        add("a");
        assertThat(nothing.length()).isZero();
        assertThat(gathered.take()).hasToString("a");
    }
}
