package dev.corral.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void corralTakesPartInEveryGroup() {
        List<Measurement> all = Plan.of(Effort.FULL, Pattern.compile("")).measurements();
        List<String> groups = all.stream().map(Measurement::group).distinct().toList();
        assertThat(all.stream().filter(Measurement::isCorral).map(Measurement::group))
                .containsExactlyElementsOf(groups);
    }

    @Test
    void aQueueIsAskedOnlyForCapacitiesThatItHas() {
        assertThat(Plan.of(Effort.FULL, Pattern.compile("synchronous|array")).measurements())
                .extracting(Measurement::toString)
                .contains("one-to-one capacity=0 synchronous queue", "one-to-one capacity=16 array blocking queue")
                .doesNotContain(
                        "one-to-one capacity=16 synchronous queue", "one-to-one capacity=0 array blocking queue");
    }

    @Test
    void aQuickPlanLeavesValuesOut() {
        assertThat(Plan.of(Effort.QUICK, Pattern.compile("spawn.*corral")).measurements())
                .extracting(Measurement::group)
                .containsExactly("spawn children=1", "spawn children=10000");
    }

    @Test
    void processorTimeIsNotToldWhereItIsMostlyThatOfThePreparation() {
        assertThat(Plan.of(Effort.FULL, Pattern.compile("corral")).measurements().stream()
                        .filter(one -> one.probe() instanceof TimeProbe probe && !probe.tellsCpuTime()))
                .extracting(Measurement::group)
                .containsExactly("cancel channel=own", "cancel channel=shared");
    }

    @Test
    void aPatternThatMatchesNothingIsRefused() {
        assertThatThrownBy(() -> Plan.of(Effort.QUICK, Pattern.compile("no such thing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such thing")
                .hasMessageContaining("spawn children=1 corral");
    }
}
