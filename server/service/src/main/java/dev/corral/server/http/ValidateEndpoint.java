package dev.corral.server.http;

import dev.corral.nursery.CancelScope;
import dev.corral.server.job.FetchDefaults;
import dev.corral.server.job.InvalidItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.JobDocument;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problem;
import dev.corral.server.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/jobs/validate`: reads a job as it would be read, and says what would become of it. Sends nothing, looks
/// no name up.
final class ValidateEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ValidateEndpoint.class);

    private final Inbound limits;

    ValidateEndpoint(Inbound limits) {
        this.limits = limits;
    }

    /// On the event loop.
    void handle(JobService service, Exchange exchange) {
        try {
            handle(service, exchange, SubmitRequest.input(exchange.request(), exchange.requestId()));
        } catch (Refused e) {
            exchange.refuse(e);
        }
    }

    private void handle(JobService service, Exchange exchange, MediaTypes.Input input) {
        // Uploads are read line by line and dropped; what is held whole is as short as it must be for jobs.
        RequestBody body = new RequestBody(
                exchange.context(),
                exchange.request(),
                input == MediaTypes.Input.JSON ? limits.whole() : limits.upload());
        Validation validation = new Validation(service, exchange, input, body);
        body.hold(validation::brokeOff);
        try {
            service.requests().start("validation", validation::serve);
        } catch (IllegalStateException e) {
            exchange.refuse(Problem.draining(exchange.requestId()));
        }
    }

    /// One request.
    private static final class Validation {
        private final JobService service;
        private final Exchange exchange;
        private final MediaTypes.Input input;
        private final RequestBody body;
        private final AtomicReference<@Nullable CancelScope> reading = new AtomicReference<>();
        private volatile RequestBody.@Nullable Broken broken;

        Validation(JobService service, Exchange exchange, MediaTypes.Input input, RequestBody body) {
            this.service = service;
            this.exchange = exchange;
            this.input = input;
            this.body = body;
        }

        void brokeOff(RequestBody.Broken why) {
            broken = why;
            if (why == RequestBody.Broken.MALFORMED) {
                exchange.refuseBroken();
            }
            CancelScope scope = reading.get();
            if (scope != null) {
                scope.cancel("the body broke off");
            }
        }

        void serve() throws InterruptedException {
            try {
                CancelScope.open(scope -> {
                    reading.set(scope);
                    if (broken != null) {
                        scope.cancel("the body broke off");
                    }
                    exchange.reply(verdict());
                });
                Submitting.tellBroken(exchange, broken, body.limit());
            } catch (Refused e) {
                exchange.refuse(e);
            } catch (RuntimeException e) {
                LOG.error("request {} met an error of ours", exchange.requestId(), e);
                exchange.refuse(Problem.internal(exchange.requestId()));
            }
        }

        private Reply verdict() throws Refused, InterruptedException {
            try (BodyMemory.Share memory = service.bodies().share()) {
                JobReader reader = service.reader().judging();
                Read read = new JobBody(exchange, input, service.bodies()).read(reader, body, memory);
                return switch (read) {
                    case Read.Accepted(JobDocument document, var items) -> {
                        Tally tally = new Tally();
                        for (Item item = items.next(); item != null; item = items.next()) {
                            tally.add(item);
                        }
                        yield tally.reply(service.nurseries().placed(document));
                    }
                    case Read.Malformed(String detail) -> throw exchange.malformed(detail);
                    case Read.Invalid(var errors) ->
                        throw new Refused(Problem.validation(exchange.requestId(), errors));
                };
            }
        }
    }

    /// What the items come to.
    private static final class Tally {
        private final Problems refused = new Problems();
        private long items;
        private long good;

        void add(Item item) {
            items++;
            if (item instanceof InvalidItem(int _, String _, FieldError error)) {
                refused.add(error);
            } else {
                good++;
            }
        }

        Reply reply(JobDocument document) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("items", items);
            members.put("refused", refused.list().stream().map(Tally::shown).toList());
            members.put("effective", document.effective());
            members.put("requests_max", good * requestsEach(document));
            return Reply.json(200, members);
        }

        private static Map<String, Object> shown(FieldError error) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("pointer", error.pointer());
            members.put("code", error.code());
            members.put("detail", error.detail());
            return members;
        }

        private static long requestsEach(JobDocument document) {
            FetchDefaults defaults = document.defaults();
            return document.kind() == JobKind.FETCH
                    ? (long) document.retry().maxAttempts() * (1 + defaults.maxRedirects())
                    : 0;
        }
    }
}
