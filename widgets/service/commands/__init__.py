"""What is typed: the command line, and what its commands look at."""
