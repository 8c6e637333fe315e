"""The library's own formats: schemas, values to data and back."""
