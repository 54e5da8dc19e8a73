"""What people see: the pages, their texts and the way to serve them."""
