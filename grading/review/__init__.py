"""The editor's desk: what `course.review` measures of modules, shown in the terminal and on one page with pictures."""
