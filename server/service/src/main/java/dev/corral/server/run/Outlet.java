package dev.corral.server.run;

import dev.corral.server.stream.JobRecord;

/// Where the records of a job's items leave its work, in the order that the job asks for. An item that has
/// ended and whose record does not get out, because the job is cut short, is kept in the ledger.
sealed interface Outlet {
    /// A record on an item's way. Waits while the reader does not keep up. A checkpoint.
    void onTheWay(JobRecord each) throws InterruptedException;

    /// The record of an item that has ended. A checkpoint, if it waits.
    void ended(JobRecord.ItemDone item) throws InterruptedException;

    /// Waits until an item may be begun. A checkpoint.
    void admit(long index) throws InterruptedException;

    /// All items have been read: none comes with that index or a later one.
    void noMore(long end);

    /// The work is over, to its end or not.
    void over();

    /// As they come.
    record AsTheyCome(Results results, Ledger ledger) implements Outlet {
        @Override
        public void onTheWay(JobRecord each) throws InterruptedException {
            results.deliver(each);
        }

        @Override
        public void ended(JobRecord.ItemDone item) throws InterruptedException {
            try {
                results.deliver(item);
            } catch (InterruptedException e) {
                ledger.keep(item);
                throw e;
            }
        }

        @Override
        public void admit(long index) {
            // The capacity of the ready queue is all that bounds them.
        }

        @Override
        public void noMore(long end) {
            // Nobody waits for it.
        }

        @Override
        public void over() {
            // Nothing is held back.
        }
    }

    /// In the order of the input: a task of its own ([#run]) lets them out.
    record ByInput(Results results, Ledger ledger, InOrder order) implements Outlet {
        /// Items whose kind tells records on the way come one at a time, so that none of these is early: such
        /// records cannot be held back, for there may be any number of them, and an item that waited for its
        /// turn in the midst of its run would hold a worker that an earlier item may need.
        @Override
        public void onTheWay(JobRecord each) throws InterruptedException {
            results.deliver(each);
        }

        @Override
        public void ended(JobRecord.ItemDone item) {
            order.bring(item);
        }

        @Override
        public void admit(long index) throws InterruptedException {
            order.admit(index);
        }

        /// Lets records out until the last. A checkpoint.
        void run() throws InterruptedException {
            for (JobRecord.ItemDone next = order.next(); next != null; next = order.next()) {
                results.deliver(next);
                order.told();
            }
        }

        @Override
        public void noMore(long end) {
            order.close(end);
        }

        @Override
        public void over() {
            order.rest().forEach(ledger::keep);
        }
    }
}
