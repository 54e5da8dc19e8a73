"""Every number the product shows: one SQL file per metric, and the code that asks it."""
