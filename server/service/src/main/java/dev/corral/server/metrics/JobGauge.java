package dev.corral.server.metrics;

import io.micrometer.core.instrument.Tags;

/// What jobs that run are asked for, to be summed over them.
public enum JobGauge {
    READY_ITEMS(Family.ITEMS, "ready"),
    RESULTS_ITEMS(Family.ITEMS, "results"),
    READY_CAPACITY(Family.CAPACITY, "ready"),
    RESULTS_CAPACITY(Family.CAPACITY, "results"),
    READY_SENDING(Family.WAITING, "ready", "send"),
    READY_RECEIVING(Family.WAITING, "ready", "receive"),
    RESULTS_SENDING(Family.WAITING, "results", "send"),
    RESULTS_RECEIVING(Family.WAITING, "results", "receive"),
    /// All workers of their job are busy.
    WAITS_FOR_JOB(Family.HELD_UP, "job"),
    /// As many of their host run as may.
    WAITS_FOR_HOST(Family.HELD_UP, "host"),
    WAITS_FOR_RATE(Family.HELD_UP, "rate"),
    /// Their host asked to be left alone.
    WAITS_FOR_RETRY_AFTER(Family.HELD_UP, "retry_after"),
    /// The pause between two attempts.
    WAITS_FOR_RETRY(Family.HELD_UP, "retry"),
    WAITS_WHILE_PAUSED(Family.HELD_UP, "paused"),
    JOB_PERMITS(Family.PERMITS, "job"),
    HOST_PERMITS(Family.PERMITS, "host"),
    JOB_PERMITS_USED(Family.PERMITS_USED, "job"),
    HOST_PERMITS_USED(Family.PERMITS_USED, "host"),
    HOSTS_BUSY(Family.BUSY),
    HOSTS_FULL(Family.FULL);

    /// The meter that some of them are the series of.
    enum Family {
        ITEMS(
                "corral.channel.items",
                "Items that lie in a channel now, summed over jobs. Near corral_channel_capacity: what comes after it"
                        + " is the slow stage",
                "channel"),
        CAPACITY("corral.channel.capacity", "Items that the channels of running jobs can hold", "channel"),
        WAITING(
                "corral.channel.waiting",
                "Tasks that wait now to send to or to receive from a stage. Senders wait: what comes after it is slow;"
                        + " receivers wait: what comes before it",
                "channel",
                "side"),
        HELD_UP(
                "corral.items.waiting",
                "Items that have been read and wait, by the limit that binds: job is concurrency.max, host is per_host,"
                        + " rate, retry_after and retry are times, paused is a client's wish, server is a permit of the"
                        + " whole server. Raise that one, or leave the origin alone",
                "limit"),
        PERMITS(
                "corral.job.permits",
                "Items that may be at work by the limits of running jobs and their hosts",
                "limit"),
        PERMITS_USED(
                "corral.job.permits.used",
                "Items at work. As many as corral_job_permits of limit job: concurrency.max binds",
                "limit"),
        BUSY("corral.hosts.busy", "Hosts with at least one item at work"),
        FULL("corral.hosts.full", "Hosts with as many items at work as per_host allows");

        final String meter;
        final String description;
        private final String label;
        private final String second;

        Family(String meter, String description) {
            this(meter, description, "", "");
        }

        Family(String meter, String description, String label) {
            this(meter, description, label, "");
        }

        Family(String meter, String description, String label, String second) {
            this.meter = meter;
            this.description = description;
            this.label = label;
            this.second = second;
        }
    }

    final Family family;
    private final String value;
    private final String second;

    JobGauge(Family family) {
        this(family, "", "");
    }

    JobGauge(Family family, String value) {
        this(family, value, "");
    }

    JobGauge(Family family, String value, String second) {
        this.family = family;
        this.value = value;
        this.second = second;
    }

    /// Its labels.
    Tags tags() {
        Tags tags = value.isEmpty() ? Tags.empty() : Tags.of(family.label, value);
        return second.isEmpty() ? tags : tags.and(family.second, second);
    }
}
