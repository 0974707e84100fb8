"""`python -m grading`: the trainer's commands, as the trainer's page starts them."""

from grading.commands import app

app(prog_name="python -m grading")
