"""Outranking methods: alternatives compared in pairs, by preference degrees or concordance."""
