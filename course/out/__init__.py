"""What leaves the course for other systems: levels for the BI, statements for a learning record store, badges. docs/out.md describes each."""
