package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawOrigin;
import dev.corral.server.Records;
import dev.corral.server.RunningServer;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.NewJob;
import dev.corral.server.store.OpenStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoredItem;
import dev.corral.server.store.StoredRecord;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.Roots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stored jobs are when the service that ran them has ended, and another goes on with them.
final class RestartedJobsTest {
    private static final String ID = "j_" + "a".repeat(32);
    private static final String PATIENT =
            ",'concurrency':{'max':1},'defaults':{'timeout_ms':60000,'first_byte_timeout_ms':60000}}";

    @TempDir
    private Path data;

    @TempDir
    private Path root;

    private RawOrigin silent;
    private RunningServer server;
    private Api api;

    @BeforeEach
    void open() {
        silent = RawOrigin.silent();
        serve();
    }

    private void serve() {
        server = RunningServer.with(config -> config.withAllow(RunningServer.rules(silent))
                .withData(data)
                .with(new Roots(List.of(new Root("docs", root)))));
        api = new Api(server.port());
    }

    private void stop() {
        api.close();
        server.close();
    }

    private void restart() {
        stop();
        serve();
    }

    @AfterEach
    void close() {
        stop();
        silent.close();
    }

    private String running(String items) throws Exception {
        long before = silent.requests();
        String id = api.detach("{'kind':'fetch','items':[" + items + "]" + PATIENT);
        Patience.until("the job runs", () -> silent.requests() > before);
        return id;
    }

    private String url() {
        return "'" + silent.url() + "'";
    }

    /// A job as a service leaves it that was ended at once, after it had taken the job in and done that to it.
    private void left(String document, String item, Left how) throws Exception {
        left(document, List.of(item), how);
    }

    /// @param items with the ids `a0`, `a1` and so on
    private void left(String document, List<String> items, Left how) throws Exception {
        stop();
        OpenStore.in(data, (store, nursery) -> {
            NewJob job = new NewJob(
                    ID, "anybody", "fetch", null, "{}", document.replace('\'', '"'), Instant.now(), null, null);
            long key = store.begin(job);
            store.addItems(
                    key,
                    IntStream.range(0, items.size())
                            .mapToObj(
                                    i -> new StoredItem(i, "a" + i, items.get(i).replace('\'', '"')))
                            .toList());
            store.accept(key, null, items.size());
            how.leave(store, key);
        });
        serve();
    }

    @FunctionalInterface
    private interface Left {
        void leave(JobStore store, long key) throws StoreException, InterruptedException;
    }

    @Test
    void aPausedJobStaysPausedThroughRestarts() throws Exception {
        String id = running(url() + "," + url());
        assertThat(api.post("/v1/jobs/" + id + "/pause", "").status()).isEqualTo(200);
        restart();
        restart();
        assertThat(api.job(id).path("state").asText()).isEqualTo("paused");
        assertThat(api.get("/v1/jobs?state=paused").json().path("jobs")).hasSize(1);
        assertThat(silent.requests()).isEqualTo(1);
        assertThat(server.metric("corral_limiter_borrowed{limiter=\"detached\"}"))
                .as("turns of paused jobs that have not begun")
                .isZero();
        api.post("/v1/jobs/" + id + "/resume", "");
        Patience.until("it goes on", () -> silent.requests() == 2);
    }

    @Test
    void whatIsUnknownIsDoneAgainOnlyForThoseWhoSaySo() throws Exception {
        String id = running("{'id':'p','url':" + url() + ",'method':'POST'}");
        restart();
        assertThat(api.ended(id).path("counts").path("unknown").asInt()).isEqualTo(1);
        Api.Answer refused = api.post("/v1/jobs/" + id + "/retry", "");
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).contains("unknown=true");
        assertThat(api.post("/v1/jobs/" + id + "/retry?unknown=false", "").status())
                .isEqualTo(409);
        assertThat(api.post("/v1/jobs/" + id + "/retry?unknown=odd", "").status())
                .isEqualTo(422);
        assertThat(silent.requests()).isEqualTo(1);
        Api.Answer again = api.post("/v1/jobs/" + id + "/retry?unknown=true", "");
        assertThat(again.status()).isEqualTo(201);
        Patience.until("it is sent again", () -> silent.requests() == 2);
    }

    @Test
    void whatWasMarkedAsBegunIsNotSentAgainEvenIfNoRecordWasStored() throws Exception {
        left("{'kind':'fetch'}", "{'id':'a','url':" + url() + ",'method':'POST'}", (store, key) -> {
            store.started(key, Instant.now());
            store.begun(key, 0);
        });
        assertThat(api.ended(ID).path("counts").path("unknown").asInt()).isEqualTo(1);
        Records records = Records.of(api.get("/v1/jobs/" + ID + "/stream").body());
        assertThat(records.start().path("job").asText()).isEqualTo(ID);
        assertThat(records.item(0).path("outcome").asText()).isEqualTo("unknown");
        assertThat(silent.requests()).isZero();
    }

    @Test
    void aDocumentThatIsRefusedTodayLosesItsJobAndNoOther() throws Exception {
        left("{'kind':'fetch','concurrency':{'max':999999999}}", url(), (store, key) -> {});
        JsonNode lost = api.ended(ID);
        assertThat(lost.path("outcome").asText()).isEqualTo("lost");
        assertThat(lost.path("counts").path("unknown").asInt()).isZero();
        assertThat(lost.path("counts").path("not_started").asInt()).isEqualTo(1);
        assertThat(api.get("/v1/jobs/" + ID + "/stream").body()).contains("\"outcome\":\"lost\"");
        assertThat(api.post("/v1/jobs/" + ID + "/retry", "").status()).isEqualTo(409);
        running(url());
    }

    @Test
    void aListingThatBeginsAgainTellsOnlyWhatItHasNotTold() throws Exception {
        Files.createDirectory(root.resolve("a"));
        Files.createFile(root.resolve("a/b"));
        String id = api.detach("{'kind':'list','items':['docs']}");
        api.ended(id);
        stop();
        cutBeforeTheEndOfItsItem();
        Files.createFile(root.resolve("c"));
        serve();
        assertThat(api.ended(id).path("outcome").asText()).isEqualTo("completed");
        Records records = Records.of(api.get("/v1/jobs/" + id + "/stream").body());
        assertThat(records.ofType("entry").stream()
                        .map(entry -> entry.path("path_uri").asText()))
                .containsExactly("a", "a/b", "c");
        assertThat(records.item(0).path("entries").asInt()).isEqualTo(3);
    }

    /// As if the service had ended in the middle of the walk.
    private void cutBeforeTheEndOfItsItem() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("corral.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM results WHERE type IN ('item', 'end')");
            statement.executeUpdate(
                    "UPDATE jobs SET state = 'running', outcome = NULL, ended_ms = NULL, expires_ms = NULL");
        }
    }

    private static StoredRecord item(long seq, int index, String outcome) {
        String line = "{\"t\":\"item\",\"seq\":" + seq + ",\"id\":\"a" + index + "\",\"index\":" + index
                + ",\"outcome\":\"" + outcome + "\"}";
        return new StoredRecord(seq, "item", index, outcome, line.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatFailedBeforeTheRestartCountsForThePolicy() throws Exception {
        left(
                "{'kind':'fetch','failure':{'policy':'tolerate','max_failed':2}}",
                List.of(url(), url(), "{'id':'a2','url':'nonsense'}", url()),
                (store, key) -> {
                    store.started(key, Instant.now());
                    store.append(key, List.of(item(1, 0, "failed"), item(2, 1, "failed")));
                });
        JsonNode ended = api.ended(ID);
        assertThat(ended.path("outcome").asText()).isEqualTo("failed");
        assertThat(ended.path("cause").asText()).isEqualTo("a2");
    }

    @Test
    void aPolicyThatWasBrokenBeforeTheRestartLetsNothingBegin() throws Exception {
        left("{'kind':'fetch','failure':{'policy':'fail_fast'}}", List.of(url(), url()), (store, key) -> {
            store.started(key, Instant.now());
            store.append(key, List.of(item(1, 0, "failed")));
        });
        JsonNode ended = api.ended(ID);
        assertThat(ended.path("outcome").asText()).isEqualTo("failed");
        assertThat(ended.path("cause").asText()).isEqualTo("a0");
        assertThat(ended.path("counts").path("not_started").asInt()).isEqualTo(1);
        assertThat(silent.requests()).isZero();
    }

    @Test
    void whatIsTheSameAsAnItemFromBeforeTheRestartIsNotDoneAgain() throws Exception {
        String post = "{'url':" + url() + ",'method':'POST'}";
        left("{'kind':'fetch','dedupe':'url'}", List.of(url(), post, url(), post), (store, key) -> {
            store.started(key, Instant.now());
            store.begun(key, 1);
            store.append(key, List.of(item(1, 0, "ok")));
        });
        JsonNode counts = api.ended(ID).path("counts");
        assertThat(counts.path("ok").asInt()).isEqualTo(1);
        assertThat(counts.path("unknown").asInt()).isEqualTo(1);
        assertThat(counts.path("deduped").asInt()).isEqualTo(2);
        assertThat(silent.requests()).isZero();
    }

    @Test
    void anItemThatWasRefusedWhenItCameHasItsId() throws Exception {
        String id = api.detach("{'kind':'fetch','on_invalid':'fail_item','failure':{'policy':'fail_fast'},"
                + "'items':[{'id':'a3','url':'nonsense'}]}");
        assertThat(api.ended(id).path("cause").asText()).isEqualTo("a3");
        Records records = Records.of(api.get("/v1/jobs/" + id + "/stream").body());
        assertThat(records.item(0).path("id").asText()).isEqualTo("a3");
    }
}
