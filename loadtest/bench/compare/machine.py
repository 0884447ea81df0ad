"""Where a comparison took place, and how busy it was there: numbers without that say nothing."""

import os
import platform
import subprocess


def stamp(root, tools, java_options, data):
    """Everything that must be equal before two runs are held against each other."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _field("/proc/cpuinfo", "model name"),
        "memory_bytes": int(_field("/proc/meminfo", "MemTotal").split()[0]) * 1024,
        "kernel": f"{platform.system()} {platform.release()} {platform.machine()}",
        "commit": _commit(root),
        "java_options": java_options,
        "data_folder_on": filesystem(data),
        "versions": tools.versions(),
        "load_before": list(os.getloadavg()),
    }


def _field(path, name):
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith(name):
                return line.partition(":")[2].strip()
    return "0 unknown"


def _commit(root):
    def git(*words):
        return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short=12", "HEAD") or "unknown") + (" and changes" if changed else "")


def filesystem(folder):
    """The kind of file system that a folder is on: the longest mount point above it."""
    path, best, kind = os.path.realpath(folder), "", "unknown"
    with open("/proc/mounts", encoding="utf-8") as mounts:
        for line in mounts:
            _, point, name = line.split()[:3]
            point = point.replace("\\040", " ")
            if os.path.commonpath([path, point]) == point and len(point) >= len(best):
                best, kind = point, name
    return kind


def text(stamped):
    versions = ", ".join(f"{name} {version}" if name[0].islower() and version[0].isdigit() else version
                         for name, version in stamped["versions"].items())
    load = " ".join(f"{number:.1f}" for number in stamped["load_before"])
    return (
        f"{stamped['cores']} cores ({stamped['processor']}), {stamped['memory_bytes'] / 2**30:.0f} GiB, "
        f"{stamped['kernel']}\n"
        f"{versions}\n"
        f"commit {stamped['commit']}, JVMs with '{stamped['java_options']}', store on {stamped['data_folder_on']}, "
        f"load average before: {load}"
    )
