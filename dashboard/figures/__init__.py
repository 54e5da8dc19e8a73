"""Pictures of finished numbers, and the words that stand for them."""
