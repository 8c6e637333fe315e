"""Distance-based methods: alternatives are judged by how far they are from an ideal."""
