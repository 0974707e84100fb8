"""How the course stands on the web: the application, its addresses, who asks, the Hub, files and rendering."""
