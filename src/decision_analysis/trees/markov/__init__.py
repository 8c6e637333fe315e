"""Stages that lead to one another: solved for ever, written out, traced."""
