"""Raw pieces of pages become safe, comparable values."""
