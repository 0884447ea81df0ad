package dev.corral.server.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a client says about its job, but for the items, with every default filled in.
///
/// Immutable and valid: bounds are checked by the groups' constructors, against `JobOptions`.
/// The items come apart from it, as an [ItemSource]: they are read once and may be very many.
// One component a group of the document; fewer would only hide the document's shape.
public record JobDocument(
        JobKind kind,
        Title title,
        FetchDefaults defaults,
        Concurrency concurrency,
        Rate rate,
        Retry retry,
        Failure failure,
        Delivery delivery,
        Intake intake,
        Lifetime lifetime,
        Placement placement) {

    /// @throws IllegalStateException when the kind was not read
    static JobDocument of(Values values) {
        return new JobDocument(
                values.get(JobOptions.KIND),
                Title.of(values),
                FetchDefaults.of(values),
                Concurrency.of(values),
                Rate.of(values),
                Retry.of(values),
                Failure.of(values),
                Delivery.of(values),
                Intake.of(values),
                Lifetime.of(values),
                Placement.of(values));
    }

    /// The same, placed otherwise.
    public JobDocument with(Placement other) {
        return new JobDocument(
                kind, title, defaults, concurrency, rate, retry, failure, delivery, intake, lifetime, other);
    }

    /// What holds for the job, as JSON-ready maps, lists, strings, numbers and nulls, for the `start` record.
    ///
    /// In the shape of a job document without items: read as one, it gives an equal document.
    public Map<String, @Nullable Object> effective() {
        View view = title.addTo(new View().with(JobOptions.KIND, kind))
                .with("defaults", defaults.view())
                .with("concurrency", concurrency.view())
                .with("rate", rate.view())
                .with("retry", retry.view())
                .with("failure", failure.view());
        delivery.addTo(view);
        intake.addTo(view);
        placement.addTo(view);
        return lifetime.addTo(view).map();
    }
}
