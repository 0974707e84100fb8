"""What is held about a person: the municipality's rules for it, and a copy of it for her."""
