"""The recording form: requests for help entered by hand, where no system keeps them."""
