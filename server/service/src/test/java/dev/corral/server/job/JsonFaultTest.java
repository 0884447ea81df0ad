package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {                          | it ends too early
        {'kind':                   | it ends too early
        {'kind':'fet               | it ends too early
        {'kind':'a','kind':'b'}    | the key 'kind' stands there twice
        {kind:'fetch'}             | 'k' cannot stand there
        {'items':['a',]}           | ']' cannot stand there
        {'items':[}                | '}' closes what is not open
        {'kind':nonsense}          | 'nonsense' is no value
        {'kind':NaN}               | 'NaN' is no value
        {'kind':'\\x'}            | there is no such escape
        {'kind':01}                | a number is not written as JSON writes it
        """)
    void whatIsWrongIsSaidInOurWords(String text, String words) throws Exception {
        Read read = Reading.json(text);
        assertThat(read).isInstanceOf(Read.Malformed.class);
        assertThat(((Read.Malformed) read).detail()).endsWith(": " + words);
    }

    @ParameterizedTest
    @CsvSource({"0000, a control character cannot stand there", "000a, a control character stands in a string"})
    void controlCharactersAreNamedAndNotEchoed(String code, String words) throws Exception {
        String control = String.valueOf((char) Integer.parseInt(code, 16));
        String text = code.equals("0000") ? "{" + control + "}" : "{'kind':'" + control + "'}";
        Read.Malformed read = (Read.Malformed) Reading.json(text);
        assertThat(read.detail()).contains(words).doesNotContain(control);
    }
}
