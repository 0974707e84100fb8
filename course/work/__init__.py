"""A learner's work in a file of her own: packed in one session, read and merged in another."""
