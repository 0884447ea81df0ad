package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class DashboardLayoutTest {
    private static final Dashboard DASHBOARD = Dashboard.read();
    private static final List<Panel> PANELS = DASHBOARD.panels();

    /// Those that show something.
    private static final List<Panel> SHOWN =
            PANELS.stream().filter(panel -> !panel.isRow()).toList();

    @Test
    void isFoundUnderTheSameAddressForEver() {
        assertThat(DASHBOARD.json().path("uid").asText()).isEqualTo("corral-overview");
        assertThat(DASHBOARD.json().has("id"))
                .as("has a number that belongs to one Grafana")
                .isFalse();
    }

    @Test
    void panelsFillTheGridWithoutGapsOrOverlaps() {
        List<Grid> places = PANELS.stream().map(Panel::grid).toList();
        assertThat(places).allMatch(Grid::isWithinTheGrid);
        for (Panel one : PANELS) {
            assertThat(PANELS)
                    .filteredOn(other -> !other.equals(one) && other.grid().overlaps(one.grid()))
                    .as("panels over '%s'", one.title())
                    .isEmpty();
        }
        int lines =
                places.stream().mapToInt(each -> each.y() + each.height()).max().orElse(0);
        assertThat(places.stream().mapToInt(Grid::cells).sum()).isEqualTo(lines * Grid.COLUMNS);
    }

    @Test
    void panelsComeInTheOrderInWhichTheyAreRead() {
        assertThat(PANELS)
                .extracting(
                        panel -> panel.grid().y() * Grid.COLUMNS + panel.grid().x())
                .isSorted();
    }

    @Test
    void titlesAndNumbersAreUnique() {
        assertThat(PANELS).extracting(Panel::title).doesNotHaveDuplicates().allMatch(title -> title.endsWith("?"));
        assertThat(PANELS)
                .extracting(panel -> panel.json().path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void saysWhatToDo(Panel panel) {
        assertThat(panel.description()).hasSizeGreaterThan(40).endsWith(".");
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void isOfATypeThatStays(Panel panel) {
        assertThat(panel.type()).isIn("stat", "timeseries");
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void hasAUnitAndThresholds(Panel panel) {
        JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asText()).isNotBlank();
        assertThat(defaults.path("thresholds")
                        .path("steps")
                        .path(0)
                        .path("color")
                        .asText())
                .isEqualTo("green");
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void asksTheChosenSourceAboutTheChosenInstances(Panel panel) {
        assertThat(sources(panel)).isNotEmpty().containsOnly("${datasource}");
        assertThat(panel.queries())
                .isNotEmpty()
                .allMatch(query -> query.expression().contains("instance=~\"$instance\""));
    }

    @Test
    void panelsNamedByAnotherOneExist() {
        List<String> titles = PANELS.stream().map(Panel::title).toList();
        List<String> named = SHOWN.stream()
                .flatMap(panel -> Stream.of(panel.description().split("\"")))
                .filter(part -> part.endsWith("?"))
                .toList();
        assertThat(titles).containsAll(named);
    }

    private static List<String> sources(Panel panel) {
        return Stream.concat(
                        Stream.of(panel.json()), Dashboard.elements(panel.json().path("targets")))
                .map(each -> each.path("datasource").path("uid").asText())
                .toList();
    }
}
