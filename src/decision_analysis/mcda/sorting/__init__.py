"""Sorting methods: each alternative assigned to one of some ordered categories."""
