package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class DashboardLayoutTest {
    private static final List<Dashboard> DASHBOARDS = Dashboard.all();

    /// Panels that show something.
    private static final List<Panel> SHOWN = DASHBOARDS.stream()
            .flatMap(each -> each.panels().stream())
            .filter(panel -> !panel.isRow())
            .toList();

    /// At 1400 pixels for 24 columns, of which the frame and the icons take some.
    private static final int COLUMN_PIXELS = 58;

    private static final int ICON_PIXELS = 60;
    private static final int LETTER_PIXELS = 7;

    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)\\?.*");

    @Test
    void areFoundUnderTheSameAddressForEver() {
        assertThat(DASHBOARDS)
                .extracting(Dashboard::uid)
                .containsExactly(
                        "corral-back-pressure",
                        "corral-concurrency",
                        "corral-load-run",
                        "corral-origins",
                        "corral-overview",
                        "corral-process");
        assertThat(DASHBOARDS)
                .as("has a number that belongs to one Grafana")
                .noneMatch(each -> each.json().has("id"));
    }

    @ParameterizedTest
    @FieldSource("DASHBOARDS")
    void leadsToTheOthersWithTheSameTimeAndChoice(Dashboard dashboard) {
        JsonNode others = dashboard.json().path("links").path(0);
        assertThat(others.path("tags").path(0).asText()).isEqualTo("corral");
        assertThat(dashboard.json().path("tags").path(0).asText()).isEqualTo("corral");
        assertThat(others.path("keepTime").asBoolean()).isTrue();
        assertThat(others.path("includeVars").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @FieldSource("DASHBOARDS")
    void panelsFillTheGridWithoutGapsOrOverlaps(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();
        List<Grid> places = panels.stream().map(Panel::grid).toList();
        assertThat(places).allMatch(Grid::isWithinTheGrid);
        for (Panel one : panels) {
            assertThat(panels)
                    .filteredOn(other -> !other.equals(one) && other.grid().overlaps(one.grid()))
                    .as("panels over '%s'", one.title())
                    .isEmpty();
        }
        int lines =
                places.stream().mapToInt(each -> each.y() + each.height()).max().orElse(0);
        assertThat(places.stream().mapToInt(Grid::cells).sum()).isEqualTo(lines * Grid.COLUMNS);
    }

    @ParameterizedTest
    @FieldSource("DASHBOARDS")
    void panelsComeInTheOrderInWhichTheyAreRead(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .extracting(
                        panel -> panel.grid().y() * Grid.COLUMNS + panel.grid().x())
                .isSorted();
    }

    @ParameterizedTest
    @FieldSource("DASHBOARDS")
    void titlesAskAndAreUnique(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .extracting(Panel::title)
                .doesNotHaveDuplicates()
                .allMatch(title -> title.contains("?"));
        assertThat(dashboard.panels())
                .extracting(panel -> panel.json().path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void titleFitsItsPanel(Panel panel) {
        int room = (panel.grid().width() * COLUMN_PIXELS - ICON_PIXELS) / LETTER_PIXELS;
        assertThat(panel.title()).hasSizeLessThanOrEqualTo(room);
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void saysWhatToDo(Panel panel) {
        assertThat(panel.description()).hasSizeGreaterThan(100).endsWith(".");
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void isOfATypeThatStays(Panel panel) {
        assertThat(panel.type()).isIn("stat", "timeseries", "bargauge", "heatmap", "table");
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void hasAUnitAndThresholds(Panel panel) {
        JsonNode defaults = panel.json().path("fieldConfig").path("defaults");
        assertThat(defaults.path("unit").asText()).isNotBlank();
        JsonNode steps = defaults.path("thresholds").path("steps");
        assertThat(steps.path(0).path("value").isNull()).isTrue();
        assertThat(Dashboard.elements(steps))
                .allMatch(each -> !each.path("color").asText().isBlank());
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void asksTheChosenSourceAboutTheChosenInstances(Panel panel) {
        assertThat(sources(panel)).isNotEmpty().containsOnly("${datasource}");
        assertThat(panel.queries())
                .isNotEmpty()
                .allMatch(query -> query.isOfTheGenerator()
                        || query.expression().contains("instance=~\"$instance\"")
                        || query.expression().contains("instance=~\"$instance|\""));
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void leadsToADashboardThatThereIs(Panel panel) {
        List<String> uids = DASHBOARDS.stream().map(Dashboard::uid).toList();
        assertThat(panel.links()).allSatisfy(url -> {
            Matcher link = LINK.matcher(url);
            assertThat(link.matches()).as(url).isTrue();
            assertThat(uids).contains(link.group(1));
            assertThat(url).endsWith("?${__url_time_range}&${__all_variables}");
        });
    }

    @Test
    void panelsNamedElsewhereExist() throws IOException {
        String alerts = Files.readString(Dashboard.REPOSITORY.resolve("deploy/prometheus/alerts.yml"));
        List<String> named = Stream.concat(Stream.of(alerts), SHOWN.stream().map(Panel::description))
                .flatMap(text -> Stream.of(text.split("\"")))
                .filter(part -> part.endsWith("?"))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(SHOWN).extracting(Panel::title).containsAll(named);
    }

    private static List<String> sources(Panel panel) {
        return Stream.concat(
                        Stream.of(panel.json()), Dashboard.elements(panel.json().path("targets")))
                .map(each -> each.path("datasource").path("uid").asText())
                .toList();
    }
}
