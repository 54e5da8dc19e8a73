"""Which rules to look at again: the evidence, the decision and the words for it."""
