package dev.corral.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotPointerTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @CsvSource({
        "url, #/url",
        "a/b, #/a~1b",
        "a~b, #/a~0b",
        "~1, #/~01",
        "a b, #/a%20b",
        "50%, #/50%25",
        "q\"\\^`{|}<>#, #/q%22%5C%5E%60%7B%7C%7D%3C%3E%23",
        "é, #/%C3%A9",
        "😀, #/%F0%9F%98%80",
        "'', #/",
    })
    void namesAreEscapedForPointersAndThenForFragments(String name, String pointer) {
        assertThat(Spot.root(problems).child(name).pointer()).isEqualTo(pointer);
    }

    @Test
    void stepsAreJoinedFromTheRoot() {
        Spot at = Spot.root(problems).child("items").child(3).child("headers").child("x-a");
        assertThat(at.pointer()).isEqualTo("#/items/3/headers/x-a");
    }

    @Test
    void controlCharactersAndLoneSurrogatesDoNotComeThrough() {
        assertThat(Spot.root(problems).child("a\r\n\0\ud800").pointer()).isEqualTo("#/a%0D%0A%00?");
    }

    @Test
    void aQueryParameterIsNamedByItsKey() {
        assertThat(Spot.query(problems, "max attempts").pointer()).isEqualTo("?max%20attempts");
    }

    @Test
    void whatIsRefusedInsideALeafIsRefusedAtIt() {
        Object nothing =
                Spot.root(problems).child("items").child(0).leaf().child("url").refuse("code", "detail");
        assertThat(nothing).isNull();
        assertThat(problems.list()).containsExactly(new FieldError("#/items/0", "code", "detail"));
    }

    @Test
    void errorsCanGoElsewhere() {
        Problems others = new Problems();
        Object nothing = Spot.root(problems).child("a").into(others).refuse("code", "detail");
        assertThat(nothing).isNull();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(others.first().pointer()).isEqualTo("#/a");
    }
}
