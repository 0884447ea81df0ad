"""What both commands have in common: their arguments, their folder, and how they end."""

import argparse
import datetime
import os
import pathlib
import shutil
import signal
import sys
import tempfile

from . import machine, process

ROOT = pathlib.Path(__file__).resolve().parents[3]
BENCH = pathlib.Path(__file__).resolve().parents[1]
MET, MISSED, USAGE, INVALID, INTERRUPTED = 0, 1, 2, 5, 130
EXIT_CODES = """\
exit codes:
  0  all targets met, or the run decides nothing (the table says why)
  1  a target was missed in a run that decides
  2  wrong usage, or something is missing without which nothing can run
  5  invalid: a contender did not do its work, so its figures count for nothing
  130, 143  ended by Ctrl-C, by SIGTERM; what was started has been ended"""


def parser(description, footer):
    return argparse.ArgumentParser(
        description=description, epilog=f"{footer}\n{EXIT_CODES}", formatter_class=argparse.RawDescriptionHelpFormatter
    )


def add_common(arguments, name, java_options):
    arguments.add_argument("--out", metavar="DIR", type=pathlib.Path, default=default_out(name),
                           help="for report, JSON and logs; must be on a disk (default: ./loadtest-results/...)")
    arguments.add_argument("--java-options", metavar="OPTIONS", default=java_options,
                           help=f"for all JVMs; write --java-options='...' (default: {java_options})")
    launcher = ROOT / "deploy" / "corral"
    arguments.add_argument("--corral", metavar="LAUNCHER", type=pathlib.Path, default=launcher,
                           help="the service's launcher, such as that of another checkout (default: of this one)")
    cores = len(os.sched_getaffinity(0))
    arguments.add_argument("--loops", metavar="N", type=positive, default=cores,
                           help="event loops of the service and of the Vert.x program (default: one per processor)")


def default_out(name):
    return pathlib.Path("loadtest-results") / f"{name}-{datetime.datetime.now():%Y%m%d-%H%M%S}"


def positive(text):
    number = int(text.replace("_", "").replace(",", ""))
    if number < 1:
        raise argparse.ArgumentTypeError(f"is {text}, expected 1 or more")
    return number


class Folders:
    """Where things go: logs and the report stay, what was fetched and stored does not."""

    def __init__(self, out):
        self.out = out.resolve()
        self.logs = self.out / "logs"
        self.data = self.out / "data"
        self.logs.mkdir(parents=True)
        self.data.mkdir()
        # Answers are read after the measurement: writing them must cost next to nothing.
        shared = pathlib.Path("/dev/shm")
        roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 1 << 30
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="corral-compare-", dir=shared if roomy else self.out))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.scratch, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)

    def on_disk(self):
        return machine.filesystem(self.data) not in ("tmpfs", "ramfs")


def fail(message):
    print(message, file=sys.stderr)
    sys.exit(USAGE)


def run(main):
    """Runs a command so that whatever ends it, the processes that it started end, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("ended by Ctrl-C", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except process.Failed as failed:
        print(f"INVALID: {failed}", file=sys.stderr)
        sys.exit(INVALID)
