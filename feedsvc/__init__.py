"""Proper feeds for pages that have none."""
