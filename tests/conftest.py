"""What all tests share: the flagship's run, `--core-alone`, and hypothesis without a deadline, as
machines that share work are noisy."""

from hypothesis import settings

from core_alone import (  # noqa: F401 (pytest finds them by name)
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_ignore_collect,
)
from flagship import flagship_analysis, flagship_path, flagship_run  # noqa: F401 (fixtures)

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
