"""The room that proves it: hypothesis strategies, an oracle that walks and counts, and laws for any subject."""
