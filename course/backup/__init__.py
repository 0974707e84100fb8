"""Backups: copies of databases and files in one archive, and the way back. What an installation keeps in one, `grading/backup.py` says."""
