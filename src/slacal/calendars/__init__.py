"""When are we open? Calendars as frozen values: weeks, what overrules them, algebra, and their compiled years."""
