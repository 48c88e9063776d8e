"""In and out: what other programs write, as our values, and our values as what they read. One file a format."""
