"""The ground: what is a stretch of time?

Instants as whole microseconds since 1970-01-01T00:00Z, wall times of a date, half-open spans and sets of them, and
the one rule that turns wall times into instants.
"""
