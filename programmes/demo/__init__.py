"""An invented municipality for whoever wants to look around. Everyone in it is made up."""
