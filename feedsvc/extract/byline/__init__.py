"""Pages whose stories carry a byline."""
