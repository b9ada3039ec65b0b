"""Made-up lists as well-known systems draw them, each with the stories that a person sees on it."""
