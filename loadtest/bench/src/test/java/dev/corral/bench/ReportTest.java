package dev.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.bench.contender.WaitContender;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Row corral = row(WaitContender.CORRAL, 100, 300, 200, 500);
    private final Row jox = row(WaitContender.JOX, 500, 600, 400, 500);
    private final Row alone = new Row(
            Measurement.of("another", WaitContender.JOX, new MemoryProbe(WaitContender.JOX)),
            List.of(new Sample(1, 2)));
    private final Machine machine = new Machine("jvm", "system", 2, 0.5, 2.5);

    @Test
    void aMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(corral.median()).isEqualTo(250);
    }

    @Test
    void whoNeedsTwiceCorralsTimeHasRatioTwo() {
        assertThat(jox.ratioToCorral(List.of(corral, jox))).isEqualTo(2);
        assertThat(corral.ratioToCorral(List.of(corral, jox))).isEqualTo(1);
    }

    @Test
    void thereIsNoRatioWhereCorralWasNotMeasured() {
        assertThat(alone.ratioToCorral(List.of(corral, jox, alone))).isNaN();
    }

    @Test
    void theTableShowsMedianRatioAndSpread() {
        assertThat(new Table(machine, Effort.FULL, List.of(corral, jox)).text())
                .contains("load 0.5 before and 2.5 after")
                .containsPattern("group +jox +500 +bytes/task +2.00 +1,000 +2.00 +400 to 600");
    }

    @Test
    void theDocumentHasEveryJvmsNumber() throws IOException {
        StringWriter written = new StringWriter();
        new Document(machine, Effort.QUICK, List.of(corral, jox)).writeTo(written);
        assertThat(written.toString())
                .contains("[ 500.0, 600.0, 400.0, 500.0 ]")
                .contains("\"ratio_to_corral\" : 2.0")
                .contains("\"median_cpu_ns\" : 1000.0")
                .contains("\"cores\" : 2");
    }

    private static Row row(WaitContender contender, double... numbers) {
        return new Row(
                Measurement.of("group", contender, new MemoryProbe(contender)),
                Arrays.stream(numbers)
                        .mapToObj(number -> new Sample(number, 2 * number))
                        .toList());
    }
}
