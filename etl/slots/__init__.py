"""Which item of information a question asks for, told from its wording."""
