"""What people see: a page is one file and its template."""
