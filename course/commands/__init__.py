"""The commands about people, levels and backups, one file each, and what all commands share (`terminal`). Those of marking live in `grading/`."""
