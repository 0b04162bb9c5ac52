"""What the invented municipality has on paper: its letterhead, a letter that is sent, and packages for the archive."""
