"""What this service answers; one module for each subject."""
