package dev.corral.server.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void piecesOfAnySizeGiveTheSameLines(int size) {
        byte[] text = "grüße\n\nzwei\nhalb".getBytes(StandardCharsets.UTF_8);
        Lines lines = new Lines();
        List<String> found = new ArrayList<>();
        for (int from = 0; from < text.length; from += size) {
            byte[] piece = new byte[size];
            int length = Math.min(size, text.length - from);
            System.arraycopy(text, from, piece, 0, length);
            found.addAll(lines.add(piece, length));
        }
        assertThat(found).containsExactly("grüße", "", "zwei");
    }
}
