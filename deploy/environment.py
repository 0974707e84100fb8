# -*- coding: utf-8 -*-
"""Makes the project's own environment `.venv` from a lock file; called by `make`.

Runs on whatever Python the machine has (so it must stay readable by old ones), finds one that is new enough, and can be interrupted and repeated:
only a finished installation is marked as such. Usage: environment.py course|hub|test
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
UNFINISHED = os.path.join(VENV, "unfinished")
OLDEST = (3, 11)
SYSTEM = "/usr/bin"
BUILD = "requirements-build.lock"
LOCKS = {"course": "requirements.lock", "hub": "requirements-hub.lock", "test": "requirements-test.lock"}


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stop(text):
    sys.stderr.write("\n" + text + "\n")
    sys.exit(1)


def runs(*command):
    """Whether the command ends well; what it says is not shown."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode == 0


def quicker_python():
    """The system's Python of the same version, where the one that runs this was compiled without optimization; else None.

    Version managers compile so unless told otherwise, and everything then takes up to a fifth longer. Who asks for a Python (PYTHON=...) gets that one.
    """
    optimized = "--enable-optimizations"
    if "PYTHON" in os.environ or optimized in (sysconfig.get_config_var("CONFIG_ARGS") or optimized):  # Windows says nothing, and optimizes
        return None
    found = os.path.join(SYSTEM, "python%d.%d" % sys.version_info[:2])
    return found if os.path.exists(found) and runs(found, "-c", "import ensurepip, ssl, sqlite3") else None


def new_enough_python():
    """The Python that runs this or a quicker one like it, or the newest on the PATH."""
    if sys.version_info >= OLDEST:
        return quicker_python() or sys.executable
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor) if hasattr(shutil, "which") else None
        if found and runs(found, "-c", ""):  # a version manager's stand-in may be there without the Python itself
            return found
    stop(
        "Kurset kræver Python 3.11 eller nyere; her er %d.%d. Installér en nyere Python, og kør kommandoen igen.\n"
        "The course needs Python 3.11 or newer; this is %d.%d. Install a newer Python and run the command again."
        % (sys.version_info[:2] * 2)
    )


def mark(purpose):
    """The file that says that this purpose's installation is complete for these lock files."""
    digest = hashlib.sha256()
    for name in (LOCKS[purpose], BUILD, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return os.path.join(VENV, "ready-%s-%s" % (purpose, digest.hexdigest()[:16]))


def run(*command):
    """Run quietly; on failure show what was said and stop with a sentence."""
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode:
        sys.stderr.write(result.stdout.decode("utf-8", "replace")[-4000:])
        stop(
            "Installationen lykkedes ikke (se ovenfor). Er der netforbindelse og plads på disken? Kør kommandoen igen, så fortsætter den.\n"
            "The installation failed (see above). Is there a network connection and room on the disk? Run the command again to go on."
        )


def install(inside, *what):
    """Install by uv, in a fifth of pip's time; by pip where uv cannot, since it does not read what pip was told of an index or a certificate."""
    uv = ["uv", "pip", "install", "--quiet", "--system-certs", "--python", inside, "--compile-bytecode", "--no-deps"]
    pip = ["pip", "--quiet", "--disable-pip-version-check", "--no-input", "install", "--no-deps"]
    if not runs(*([inside, "-m"] + uv + list(what))):
        run(*([inside, "-m"] + pip + list(what)))


def make(purpose):
    python = new_enough_python()
    inside = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
    if not os.access(ROOT, os.W_OK):
        stop(
            "Mappen %s kan ikke skrives i. Flyt projektet til en mappe, du ejer, og prøv igen.\n"
            "The folder %s is not writable. Move the project to a folder you own and try again." % (ROOT, ROOT)
        )
    say("Gør kursets eget miljø klar; det tager et minut eller to første gang. / Preparing the course's own environment ...")
    if os.path.exists(UNFINISHED) or not os.path.exists(inside) or not runs(inside, "-m", "pip", "--version"):
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            subprocess.run([python, "-m", "venv", VENV], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except subprocess.CalledProcessError:
            stop(
                "Python mangler modulet venv. På Debian og Ubuntu: apt-get install python3-venv. Kør så kommandoen igen.\n"
                "Python lacks the module venv. On Debian and Ubuntu: apt-get install python3-venv. Then run the command again."
            )
    open(UNFINISHED, "w").close()  # an installer takes a package for installed that an interruption left half written
    # a lock file is whole; where a package asks for another with an extra, an installer would look for more than it holds
    install(inside, "--require-hashes", "-r", BUILD)  # uv comes with it, so the first time pip does this
    install(inside, "--require-hashes", "-r", LOCKS[purpose])
    install(inside, "--no-build-isolation", "-e", ".")
    for old in os.listdir(VENV):
        if old.startswith("ready-") or old == ".lock":  # which uv leaves behind, for everybody to write to
            os.remove(os.path.join(VENV, old))
    for done in list(LOCKS)[: list(LOCKS).index(purpose) + 1]:  # each has all that those before it have
        open(mark(done), "w").close()
    os.remove(UNFINISHED)


if __name__ == "__main__":
    try:
        if not os.path.exists(mark(sys.argv[1])):
            make(sys.argv[1])
    except KeyboardInterrupt:
        stop("Afbrudt. Kør kommandoen igen, så fortsætter den. / Interrupted. Run the command again to go on.")
    except OSError as error:
        stop("Miljøet kunne ikke laves: %s\nThe environment could not be made: %s" % (error, error))
