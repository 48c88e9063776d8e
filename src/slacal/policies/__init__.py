"""The fourth floor: what was promised? Documents that people write by hand, checked, and compiled into engine terms."""
