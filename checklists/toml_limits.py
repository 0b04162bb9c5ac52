"""How much there is room for in a template: the same in a file as in the editor, or what is taken in could not be saved."""

LONGEST_SLUG, LONGEST_NAME, LONGEST_SOURCE = 60, 120, 300  # as the columns are
LONGEST_TEXT = 10_000  # a description, an aim, a duty
LONGEST_LINE, MOST_LINES = 300, 100  # in a list of short texts
LONGEST_ITEM = 200  # a row of a checklist
MOST_PARTS = 60  # parts of a checklist; stikkord, aims, duties or notes of a programme
MOST_TABLES = 300  # rows that are read at all
