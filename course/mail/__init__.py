"""Mails: the municipality's own mail server, where it has named one, and the reminders that go through it."""
