"""The trainer's desk: marking by task, phrases for comments, and which tasks work. What is no page knows nothing of the web."""
