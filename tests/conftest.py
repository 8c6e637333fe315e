"""What holds for all tests: hypothesis sets no deadline, as machines that share work are noisy."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
