"""What an operator points at in a page, as the rule that means the same in every story of the list."""
