package dev.corral.loadtest.run;

import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Asks the service, before a run, whether it has what the scenario is about. What it lacks makes a run void:
/// it can neither pass nor fail. Thread-safe.
public final class Features {
    private static final String EMPTY = "{\"kind\":\"fetch\",\"items\":[]";

    private final Management management;
    private final Target target;
    private final Book book;
    private final Account account;

    Features(Management management, Target target, Book book, Account account) {
        this.account = account;
        this.management = management;
        this.target = target;
        this.book = book;
    }

    private boolean noted(boolean there, String what) {
        if (!there) {
            book.lacks(what);
        }
        return there;
    }

    private Management.Answer job(String more, Map<String, String> headers) throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        Management.Answer answer = management.post(target.service() + "/v1/jobs", all, EMPTY + more + "}");
        if (answer.status() == 200) {
            // An empty job that ran: the server counts it.
            account.beside(answer.body());
        } else if (answer.status() == 202) {
            account.besideUnseen();
        }
        return answer;
    }

    /// Whether a field of the job document is understood.
    private boolean takes(String field) throws IOException, InterruptedException {
        return job("," + field, Map.of()).status() == 200;
    }

    public boolean retries() throws IOException, InterruptedException {
        return noted(takes("\"retry\":{\"max_attempts\":3}"), "retries (retry.max_attempts above 1)");
    }

    public boolean loopBackend() throws IOException, InterruptedException {
        return noted(takes("\"backend\":\"loop\""), "the loop backend (\"backend\": \"loop\")");
    }

    public boolean capture() throws IOException, InterruptedException {
        return noted(takes("\"defaults\":{\"capture\":\"base64\"}"), "captured bodies (capture: base64)");
    }

    public boolean detached() throws IOException, InterruptedException {
        Management.Answer answer = job("", Map.of("Prefer", "respond-async"));
        return noted(
                answer.status() == 202 && !answer.header("Location").isEmpty(),
                "detached jobs (202 for Prefer: respond-async)");
    }

    /// Whether keys tell tenants apart: a request without one must be refused.
    public boolean keys() throws IOException, InterruptedException {
        return noted(job("", Map.of()).status() == 401, "tenants (401 without a key, under --key-file)");
    }

    /// Whether it admits or refuses by its limits: it must at least tell them.
    public boolean admission() throws IOException, InterruptedException {
        return management.get(target.service() + "/v1/limits").status() == 200;
    }

    public boolean root() {
        return noted(target.root() != null, "a folder to list (--root)");
    }

    public boolean hosts(int wanted) {
        boolean enough = target.hosts() >= wanted;
        if (!enough) {
            book.invalid("the origin has " + target.hosts() + " addresses; this scenario needs " + wanted
                    + " (corral origin --addresses " + wanted + ", --origin-hosts " + wanted + ")");
        }
        return enough;
    }

    /// Whether this run may stop and start the service.
    public boolean rig() {
        boolean there = target.rig() != null;
        if (!there) {
            book.invalid("the service runs elsewhere, and this scenario must stop it: run it without --target");
        }
        return there;
    }
}
