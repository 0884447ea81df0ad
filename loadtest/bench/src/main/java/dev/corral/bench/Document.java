package dev.corral.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// The rows for programs: one JSON object, with every JVM's number.
record Document(Machine machine, Effort effort, List<Row> rows) {
    void writeTo(Writer writer) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            writeMachine(json);
            writeEffort(json);
            json.writeArrayFieldStart("rows");
            for (Row row : rows) {
                writeRow(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private void writeMachine(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("machine");
        json.writeStringField("jvm", machine.jvm());
        json.writeStringField("jvm_flags", String.join(" ", TimeProbe.JVM_FLAGS));
        json.writeStringField("system", machine.system());
        json.writeNumberField("cores", machine.cores());
        json.writeNumberField("load_before", machine.loadBefore());
        json.writeNumberField("load_after", machine.loadAfter());
        json.writeEndObject();
    }

    private void writeEffort(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("effort");
        json.writeNumberField("forks", effort.forks());
        json.writeNumberField("warm_ups", effort.warmUps());
        json.writeNumberField("iterations", effort.iterations());
        json.writeNumberField("iteration_ms", effort.iteration().toMillis());
        json.writeEndObject();
    }

    private void writeRow(JsonGenerator json, Row row) throws IOException {
        Measurement measurement = row.measurement();
        json.writeStartObject();
        json.writeStringField("shape", measurement.group());
        json.writeStringField("contender", measurement.contender());
        json.writeStringField("unit", measurement.probe().unit());
        json.writeNumberField("median", row.median());
        writeKnown(json, "ratio_to_corral", row.ratioToCorral(rows));
        writeKnown(json, "median_cpu_ns", row.medianCpuNanos());
        writeKnown(json, "cpu_ratio_to_corral", row.cpuRatioToCorral(rows));
        json.writeArrayFieldStart("forks");
        for (Sample sample : row.samples()) {
            json.writeNumber(sample.value());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeKnown(JsonGenerator json, String field, double number) throws IOException {
        if (!Double.isNaN(number)) {
            json.writeNumberField(field, number);
        }
    }
}
