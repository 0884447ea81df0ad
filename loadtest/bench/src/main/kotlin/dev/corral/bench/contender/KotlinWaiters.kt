package dev.corral.bench.contender

import java.util.concurrent.CompletableFuture
import java.util.concurrent.FutureTask
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.job
import kotlinx.coroutines.launch

/** A job whose children wait; cancelling the job cancels them. */
class KotlinWaiters(private val coroutines: Coroutines) : Waiters {
    override fun start(tasks: Int, spread: Waiters.Spread): Waiters.Waiting {
        val roll = RollCall(tasks)
        val opened = CompletableFuture<Job>()
        val whole =
            FutureTask {
                coroutines.run {
                    launch {
                        opened.complete(coroutineContext.job)
                        startAll(tasks, spread, roll)
                    }
                }
            }
        Thread(whole, "waiters").start()
        roll.awaitAll()
        val job = opened.join()
        return Waiters.Waiting {
            job.cancel()
            whole.get()
            roll.cancelledTasks()
        }
    }

    private fun CoroutineScope.startAll(tasks: Int, spread: Waiters.Spread, roll: RollCall) {
        val channels = spread.channels { Channel<Int>() }
        repeat(tasks) {
            val channel = channels.get()
            launch { await(channel, roll) }
        }
    }

    private suspend fun await(channel: ReceiveChannel<Int>, roll: RollCall) {
        roll.arrived()
        try {
            channel.receive()
        } catch (e: CancellationException) {
            roll.cancelled()
            throw e
        }
    }
}
