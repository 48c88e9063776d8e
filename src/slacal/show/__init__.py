"""See it: values as text and pictures. Everything is shown in hours, never in days of open time."""
