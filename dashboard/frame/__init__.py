"""What stands around every page: navigation, filters, the address, menus, notes."""
