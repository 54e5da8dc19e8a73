"""Numbers from the warehouse, and what the methods say of them."""
