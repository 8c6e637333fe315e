"""Text with its places: JSON and YAML read and written, faults by line."""
