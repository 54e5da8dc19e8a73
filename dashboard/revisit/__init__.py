"""The rules to revisit, and what people answered to them."""
