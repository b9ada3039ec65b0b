"""One poll of one source, start to end."""
