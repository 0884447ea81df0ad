"""Processes of a comparison: each ends with the script at the latest, and is measured from /proc."""

import ctypes
import os
import re
import select
import signal
import subprocess
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):
    """A process did not do what it was started for; the message says which, and where its log is."""


def _end_with_parent():
    """Should the script be killed, too. Politely: nginx' workers would outlive a killed master."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, log, **options):
    """Starts a process of its own session, so that Ctrl-C reaches only the script, which then ends it."""
    words = [str(word) for word in command]
    with open(log, "ab") as errors:
        return subprocess.Popen(
            words, stderr=errors, start_new_session=True, preexec_fn=_end_with_parent, **options
        )


def end(process, patience_seconds=15):
    """Ends a process: politely, then by force."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience_seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def read_line(process, seconds, log, pattern="."):
    """The next line of a process' standard output that matches, as a match: a JVM may say things of its own first.

    The output must be an unbuffered pipe.
    """
    limit = time.monotonic() + seconds
    while True:
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, limit - time.monotonic()))
        if not ready:
            raise Failed(f"{process.args[0]} said nothing for {seconds} s; its log is {log}")
        line = process.stdout.readline()
        if not line:
            raise Failed(f"{process.args[0]} ended with {process.wait()} instead of an answer; its log is {log}")
        if found := re.search(pattern, line.decode()):
            return found


class Finished:
    """What a process was that ran to its end."""

    def __init__(self, code, cpu_seconds, peak_rss):
        self.code = code
        self.cpu_seconds = cpu_seconds
        self.peak_rss = peak_rss


def run_to_end(command, log, out, seconds):
    """Runs a process that ends by itself, its standard output into a file."""
    with open(out, "wb") as output:
        process = start(command, log, stdin=subprocess.DEVNULL, stdout=output)
    return wait_for(process, log, seconds)


def wait_for(process, log, seconds):
    """Waits for a process' own end. Its peak memory is sampled: what the kernel keeps counts our fork, too."""
    limit, peak = time.monotonic() + seconds, 0
    try:
        while True:
            peak = max(peak, peak_rss(process.pid))
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return Finished(process.returncode, usage.ru_utime + usage.ru_stime, peak)
            if time.monotonic() > limit:
                raise Failed(f"{process.args[0]} was not done after {seconds} s; its log is {log}")
            time.sleep(0.02)
    finally:
        end(process)


def cpu_seconds(pid):
    """User and system time of all threads so far, those that have ended included."""
    with open(f"/proc/{pid}/stat", "rb") as stat:
        fields = stat.read().rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


def _status_bytes(pid, name):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith(name):
                    return int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def peak_rss(pid):
    return _status_bytes(pid, "VmHWM:")


def rss(pid):
    return _status_bytes(pid, "VmRSS:")


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as listed:
        return [int(child) for child in listed.read().split()]


def own_cpu_seconds():
    """Of the script itself, without its children."""
    times = os.times()
    return times.user + times.system


def machine_busy_seconds():
    """Time that all processors together did not idle, whoever used it; what a hypervisor took counts."""
    with open("/proc/stat", encoding="ascii") as stat:
        fields = [int(field) for field in stat.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS_PER_SECOND
