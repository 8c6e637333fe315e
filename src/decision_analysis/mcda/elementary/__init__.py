"""Elementary methods: what can be said without weights."""
