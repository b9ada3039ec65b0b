"""What an operator decides by hand, and what `new` chooses."""
