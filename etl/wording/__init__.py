"""What notes say by their wording: impatience, anger, figures and heat."""
