"""The staff list: reading it as HR systems export it, and planning what it changes among the people of the course."""
