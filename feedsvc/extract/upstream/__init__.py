"""Feeds of others: RSS, Atom and RDF by their entries, JSON Feed by its items, and the files of both."""
