"""Writing for authors: a new module that can be taken at once, a new task on a page, a new conversation; and the schemas editors read.

What is written stands in `templates/`, a file for each kind of task; a kind with a file there can be asked for.
"""
