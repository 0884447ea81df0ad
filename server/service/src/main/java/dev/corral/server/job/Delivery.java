package dev.corral.server.job;

/// How results reach the reader.
///
/// @param order as they come, or as the items were given
/// @param orderWindow how many results may wait for an earlier one
/// @param buffer capacity of the channel of results, 0 for a rendezvous
public record Delivery(Order order, int orderWindow, int buffer) {
    /// The order of the results.
    public enum Order implements Word {
        COMPLETION,
        INPUT
    }

    public Delivery {
        JobOptions.ORDER.require(order);
        JobOptions.ORDER_WINDOW.require(orderWindow);
        JobOptions.BUFFER.require(buffer);
    }

    static Delivery of(Values values) {
        return new Delivery(
                values.get(JobOptions.ORDER), values.get(JobOptions.ORDER_WINDOW), values.get(JobOptions.BUFFER));
    }

    View addTo(View document) {
        return document.with(JobOptions.ORDER, order)
                .with(JobOptions.ORDER_WINDOW, orderWindow)
                .with(JobOptions.BUFFER, buffer);
    }
}
