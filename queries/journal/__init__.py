"""What people decide, kept apart from what logs say: a transactional store beside the warehouse.

Rows are added and never changed, so that every answer keeps its history; a load never touches it.
"""
