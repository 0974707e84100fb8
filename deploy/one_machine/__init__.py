"""A whole installation on one machine: PostgreSQL, the proxy, the Hub, the course in two replicas, and formgrader (`make hub`)."""
