"""What is written about the letter and its paper."""
