"""What can be done with the data of people that are loaded: forget one, give all new pseudonyms."""
