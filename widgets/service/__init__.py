"""The course service: the modules' pages, the pages without notebooks, and the command line that starts it."""
