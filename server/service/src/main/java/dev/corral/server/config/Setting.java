package dev.corral.server.config;

import dev.corral.server.logging.LogFormat;
import dev.corral.server.tracing.TraceSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// THE table of what an operator can set: each as an option, a variable of the environment and a key of the
/// file.
public enum Setting {
    PORT("PORT", Form.VALUE, "port of the API, 0 for any free one", ServerConfig.DEFAULT_PORT),
    MANAGEMENT_PORT(
            "PORT", Form.VALUE, "port of health and metrics, 0 for any free one", ServerConfig.DEFAULT_MANAGEMENT_PORT),
    HOST("ADDRESS", Form.VALUE, "address or name to listen on, with both ports", ServerConfig.DEFAULT_HOST),
    ALLOW(
            "CIDR:PORT",
            Form.LIST,
            "may be fetched from although not public, such as 127.0.0.1/32:9100 or [::1]/128:9100; repeatable",
            "nothing"),
    PUBLIC_PORT(
            "PORT",
            Form.LIST,
            "port that public addresses may be fetched from at, besides 80, 443, 8080 and 8443; opens nothing that is"
                    + " not public; repeatable",
            "none"),
    ROOT("NAME=DIR", Form.LIST, "folder that may be listed, under that name; repeatable", "none"),
    RESOLVER(
            "HOST:PORT",
            Form.VALUE,
            "DNS server that names of URLs are asked of, such as 127.0.0.1:53 or [::1]:53; no hosts file then",
            "what the operating system does"),
    WRITE_IDLE(
            "DURATION",
            Form.VALUE,
            "how long a reader may take nothing before its job ends as stalled_client",
            DurationText.of(ServerConfig.DEFAULT_WRITE_IDLE)),
    DRAIN_DELAY(
            "DURATION",
            Form.VALUE,
            "at shutdown, from saying \"not ready\" to taking no new jobs",
            DurationText.of(ServerConfig.Drain.DEFAULT.delay())),
    DRAIN_GRACE(
            "DURATION",
            Form.VALUE,
            "at shutdown, for running jobs to end by themselves",
            DurationText.of(ServerConfig.Drain.DEFAULT.grace())),
    HEADER_TIMEOUT(
            "DURATION",
            Form.VALUE,
            "how long a new connection may take for the head of its first request",
            DurationText.of(ServerConfig.DEFAULT_HEADER_TIMEOUT)),
    DATA(
            "DIR",
            Form.VALUE,
            "folder of the store, corral.db, in which detached jobs outlive the process; made if it is not there",
            "a folder that is deleted when the process ends, with the jobs in it"),
    STORE_MAX(
            "SIZE",
            Form.VALUE,
            "how large the store's file may become, such as 500M or 20G, beside a log of some 64 MiB; beyond it stored"
                    + " jobs wait, as on a full disk",
            "as large as its disk"),
    KEY_FILE(
            "FILE",
            Form.VALUE,
            "bearer keys, one a line: name:sha256-hex[:role[:weight]], role user or management, weight 1 to 99; #"
                    + " begins a comment",
            "none: everybody who reaches the service may use it"),
    LOG_FORMAT(
            LogFormat.words(),
            Form.VALUE,
            "how lines of the log are written: for people, or one JSON object a line",
            LogFormat.TEXT.word()),
    OTLP_ENDPOINT(
            "URL",
            Form.VALUE,
            "collector that takes traces by OTLP over HTTP, such as http://127.0.0.1:4318",
            "none: nothing is traced"),
    TRACE_RATIO(
            "RATIO",
            Form.VALUE,
            "share of jobs that are traced, 0 to 1; a job whose caller traces it is, too, up to ten a second",
            TraceSettings.DEFAULT_RATIO),
    TRACE_UPSTREAM("true|false", Form.FLAG, "requests of traced jobs carry traceparent to their origins", "false"),
    LOOPS("N", Form.VALUE, "event loops, 1 to " + ServerConfig.Capacity.MAX_LOOPS, "one for each processor"),
    ATTACHED_JOBS(
            "N",
            Form.VALUE,
            "jobs at once that stream to the client which sent them, 1 to "
                    + ServerConfig.Capacity.MAX_ATTACHED_JOBS
                    + "; one more is answered 503, or 429 where one of several"
                    + " tenants has a quarter of them",
            ServerConfig.Capacity.DEFAULT_ATTACHED_JOBS),
    INSECURE(
            "true|false",
            Form.FLAG,
            "listen on an address that others can reach, although anybody there can then use the service",
            "false");

    /// How a setting is written.
    public enum Form {
        VALUE,
        /// Any number of values: an option each, or separated by commas.
        LIST,
        /// True when the option stands alone.
        FLAG
    }

    private final String label;
    private final Form form;
    private final String description;
    private final String defaultText;

    Setting(String label, Form form, String description, Object defaultValue) {
        this.label = label;
        this.form = form;
        this.description = description;
        this.defaultText = defaultValue.toString();
    }

    /// As a key of the file: `management-port`.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As an option: `--management-port`.
    public String option() {
        return "--" + key();
    }

    /// As a variable of the environment: `CORRAL_MANAGEMENT_PORT`.
    public String variable() {
        return Environment.PREFIX + name();
    }

    /// What stands for the value in help.
    public String label() {
        return label;
    }

    public Form form() {
        return form;
    }

    public String description() {
        return description;
    }

    /// The default, for help.
    public String defaultText() {
        return defaultText;
    }

    static @Nullable Setting ofKey(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    static @Nullable Setting ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(each -> each.variable().equals(variable))
                .findFirst()
                .orElse(null);
    }

    static String allKeys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    static String allVariables() {
        return Arrays.stream(values()).map(Setting::variable).collect(Collectors.joining(", "));
    }
}
