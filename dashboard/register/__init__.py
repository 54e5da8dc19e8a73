"""The rule book as people keep it: the list of rules, and one rule with all that is known of it."""
