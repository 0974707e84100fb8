"""Branching conversations.

The Twee 3 reader (`twee`), what a dialogue is (`dialogue`), its checks and bounds (`paths`), playing it (`play`).
"""
