"""What a process of the course or a Hub loads, reads and compiles sooner or later: loaded here once, in the process that all of them are forked from (`tests/command.py`)."""

import gc
import importlib

from course import datafile, settings
from widgets.service.commands import starting
from widgets.service.web import rendering

# not jupyterhub.services.auth, which looks into its process's environment as it is loaded
LOADED = (
    "grading.commands", "grading.example", "grading.formgrader", "grading.pages", "jupyterhub.app", "matplotlib.figure", "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg", "widgets.service.app", "widgets.service.commands.main",
)  # fmt: skip

for name in LOADED:
    importlib.import_module(name)
for room in (None, *starting.page_sets().values()):
    environment = rendering.environment(room.templates if room else None)
    for template in environment.list_templates(["html"]):
        environment.get_template(template)
for place in (settings.modules(), settings.data()):
    for path in place.rglob("*.yaml"):
        datafile.read_alone(path)
gc.freeze()
