"""Pages without a declaration: their structure is found."""
