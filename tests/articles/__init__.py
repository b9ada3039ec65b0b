"""Articles made up in many layouts, each with the text that a reader should get of it."""
