"""`python -m grading`: the trainer's commands, as the trainer's page starts them."""

from course.permissions import keep_others_out
from grading.commands import app

keep_others_out()
app(prog_name="python -m grading")
