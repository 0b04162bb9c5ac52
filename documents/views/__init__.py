"""The papers of a programme, the welcome letter, and what the municipality's papers look like."""
