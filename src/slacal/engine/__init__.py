"""What happened, and when is it due? A compiled promise meets a history; standard library only, no clock of its own."""
