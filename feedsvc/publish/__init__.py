"""Stories become documents, and documents reach their readers."""
