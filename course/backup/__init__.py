"""Backups: copies of databases and files in one archive, and the way back. `installation` says what one holds."""
