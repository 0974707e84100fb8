"""The documents that tools leave: gathered once (`sheet`), written as Word (`word`) or as PDF (`pdf`), with their drawings (`drawings`)."""
