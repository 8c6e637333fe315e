"""Value-based methods: performances become values on a common scale, weighted and added up."""
