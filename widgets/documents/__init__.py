"""The documents that tools leave, gathered once (`sheet`), and the course certificate (`certificate`): written as Word (`word`) or as PDF (`pdf`), with their drawings (`drawings`)."""
