package dev.corral.bench.contender

import java.util.concurrent.atomic.LongAdder
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch

class KotlinPasser(private val coroutines: Coroutines) : Passer {
    override fun pass(traffic: Traffic): Long =
        coroutines.run {
            val sum = LongAdder()
            coroutineScope {
                repeat(traffic.channels()) { start(traffic, sum) }
            }
            sum.sum()
        }

    private fun CoroutineScope.start(traffic: Traffic, sum: LongAdder) {
        val channel = Channel<Int>(traffic.capacity())
        repeat(traffic.senders()) {
            launch { send(channel, traffic.itemsPerSender()) }
        }
        repeat(traffic.receivers()) {
            launch { sum.add(receive(channel, traffic.itemsPerReceiver())) }
        }
    }

    private suspend fun send(channel: SendChannel<Int>, items: Int) {
        for (i in 0 until items) {
            channel.send(Traffic.item(i))
        }
    }

    private suspend fun receive(channel: ReceiveChannel<Int>, items: Int): Long {
        var sum = 0L
        repeat(items) { sum += channel.receive() }
        return sum
    }
}
