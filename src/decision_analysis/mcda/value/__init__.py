"""Value-based methods: performances become values on a common scale, and are aggregated."""
