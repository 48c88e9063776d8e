"""What if, and how did we do? Questions over many tickets at once."""
