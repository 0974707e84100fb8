"""What a process of the course or a Hub loads, reads and compiles sooner or later: loaded here once, in the process that all of them are forked from (`tests/command.py`)."""

import gc
import importlib
import os

os.environ["MPLBACKEND"] = "agg"  # as where pages are forked from

gc.disable()  # what is loaded stays

from setproctitle import getproctitle

import grading.warm
import widgets
from course import datafile, settings
from widgets.service.commands import starting
from widgets.service.kernels import page_kernel, warm
from widgets.service.web import rendering

# not jupyterhub.services.auth, which looks into its process's environment as it is loaded
LOADED = (
    "grading.commands", "grading.example", "grading.formgrader", "grading.pages", "grading.standby_process", "jupyterhub.app", "matplotlib.figure",
    "psycopg", "sqlalchemy.dialects.postgresql.psycopg", "tests.forks", "widgets.service.app", "widgets.service.commands.main",
    *grading.warm.AT_ONCE, *warm.AT_ONCE,
)  # fmt: skip

getproctitle()  # finds the place for a title, which forks with other surroundings would look for in vain
for name in LOADED:
    importlib.import_module(name)
for name in widgets.__all__:
    getattr(widgets, name)
page_kernel.preload()
for room in (None, *starting.page_sets().values()):
    environment = rendering.environment(room.templates if room else None)
    for template in environment.list_templates(["html"]):
        environment.get_template(template)
for place in (settings.modules(), settings.data()):
    for path in place.rglob("*.yaml"):
        datafile.read_alone(path)
gc.freeze()
gc.enable()
