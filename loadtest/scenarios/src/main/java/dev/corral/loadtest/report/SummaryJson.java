package dev.corral.loadtest.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.loadtest.measure.Objective;
import dev.corral.loadtest.measure.SampleSummary;
import dev.corral.loadtest.measure.SideBySide;

/// A summary for programs: `summary.json`.
final class SummaryJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION = 1;

    private SummaryJson() {}

    static String of(Summary summary) {
        Summary.Heading heading = summary.heading();
        ObjectNode json = JSON.createObjectNode()
                .put("version", VERSION)
                .put("scenario", heading.scenario())
                .put("profile", heading.profile())
                .put("model", heading.model())
                .put("started", heading.started().toString())
                .put("took_ms", heading.took().toMillis())
                .put("verdict", summary.judgement().verdict().name());
        summary.judgement().reasons().forEach(json.putArray("reasons")::add);
        var objectives = json.putArray("objectives");
        summary.objectives().forEach(each -> objectives.add(objective(each)));
        var limits = json.putArray("limits");
        summary.limits()
                .forEach(each -> limits.addObject()
                        .put("figure", each.figure())
                        .put(each.most() ? "at_most" : "at_least", each.bound()));
        var samples = json.putArray("samples");
        summary.samples().forEach(each -> samples.add(sample(each)));
        summary.measured().figures().forEach(json.putObject("figures")::put);
        summary.measured().notes().forEach(json.putObject("notes")::put);
        SideBySide both = summary.measured().sideBySide();
        if (both != null) {
            json.set("side_by_side", JSON.valueToTree(both));
        }
        var marks = json.putArray("marks");
        summary.measured()
                .marks()
                .forEach(each -> marks.addObject()
                        .put("second", each.second())
                        .put("text", each.text())
                        .put("fault", each.fault()));
        summary.processorSeconds().forEach(json.putObject("cpu_s")::put);
        summary.stamp().forEach(json.putObject("stamp")::put);
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode objective(Objective objective) {
        ObjectNode json = JSON.createObjectNode()
                .put("name", objective.name())
                .put("held", objective.held())
                .put("checked", objective.checked())
                .put("faults", objective.faults());
        objective.examples().forEach(json.putArray("examples")::add);
        return json;
    }

    private static ObjectNode sample(SampleSummary sample) {
        return JSON.createObjectNode()
                .put("name", sample.name())
                .put("count", sample.count())
                .put("p50_ms", sample.p50Millis())
                .put("p95_ms", sample.p95Millis())
                .put("p99_ms", sample.p99Millis())
                .put("max_ms", sample.maxMillis());
    }
}
