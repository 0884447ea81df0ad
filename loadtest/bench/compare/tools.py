"""What a comparison needs on the machine, whether it is there, and how to get it."""

import os
import re
import shutil
import subprocess
import sys

HOW_TO_GET = {
    "nginx": "apt-get install nginx-light",
    "wrk": "apt-get install wrk",
    "curl": "apt-get install curl",
    "httpx": "apt-get install python3-httpx",
    "aiohttp": "apt-get install python3-aiohttp",
    "anyio": "apt-get install python3-anyio",
    "JDK 25": "apt-get install openjdk-25-jdk maven, or unpack Temurin 25 and set JAVA_HOME",
}
SEARCHED = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin:/sbin"


class Tools:
    """Programs and Python packages by name: where they are, their versions, and why one is missing."""

    def __init__(self, launcher):
        self.launcher = launcher
        self.paths = {name: shutil.which(name, path=SEARCHED) for name in ("nginx", "wrk", "curl")}
        self.python, self.packages = _python_with_most("aiohttp", "httpx", "anyio")
        self.java, self.java_problem = None, "not looked for yet"

    def find_java(self, root):
        """Builds what is out of date and finds the JDK, both by the launcher: what it takes is what is measured."""
        environment = dict(os.environ, JAVA_OPTS="-XshowSettings:properties")
        command = [root / "deploy" / "corral", "bench", "--help"]
        told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        home = re.search(r"^ *java\.home = (.+)$", told.stderr, re.MULTILINE)
        if told.returncode != 0 or home is None:
            self.java_problem = "deploy/corral cannot run:\n" + "\n".join(told.stderr.splitlines()[-15:])
            return
        version = re.search(r"^ *java\.runtime\.version = (.+)$", told.stderr, re.MULTILINE)
        vendor = re.search(r"^ *java\.vendor = (.+)$", told.stderr, re.MULTILINE)
        self.java, self.java_problem = home.group(1) + "/bin/java", None
        self.packages["JDK 25"] = f"{vendor.group(1)} {version.group(1)}"

    def missing(self, name):
        """Why something cannot be used, with what would help; None if it can."""
        if name == "JDK 25":
            return self.java_problem and f"{self.java_problem}\n  (no JDK? {HOW_TO_GET[name]})"
        if self.paths.get(name) or self.packages.get(name):
            return None
        return f"{name} is not there: {HOW_TO_GET[name]}"

    def has_fetch(self):
        """Whether the launcher's program fetches by itself: any command answers --help, so ask for an option of it."""
        if self.java_problem:
            return False
        asked = subprocess.run([self.launcher, "fetch", "--help"], capture_output=True, text=True, check=False)
        return asked.returncode == 0 and "--per-host" in asked.stdout

    def versions(self):
        versions = {name: version for name, version in self.packages.items() if version}
        versions["python"] = _first_line([self.python, "--version"])
        for name, flag in (("nginx", "-v"), ("wrk", "-v"), ("curl", "--version")):
            if self.paths[name]:
                versions[name] = _first_line([self.paths[name], flag])
        return versions


def _first_line(command):
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return (told.stdout + told.stderr).splitlines()[0].strip()


def _python_with_most(*packages):
    """The distribution's packages are seen by its own interpreter only, which need not be the one that runs us."""
    script = (
        "import importlib.metadata as m, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n        __import__(name); print(name, m.version(name))\n"
        "    except Exception: pass\n"
    )
    best, found = sys.executable, {}
    for python in dict.fromkeys([sys.executable, "/usr/bin/python3"]):
        if not os.path.exists(python):
            continue
        told = subprocess.run([python, "-c", script, *packages], capture_output=True, text=True, check=False)
        versions = dict(line.split() for line in told.stdout.splitlines())
        if len(versions) > len(found):
            best, found = python, versions
    return best, found
