"""What all tests share: the flagship's run, and the option `--core-alone`."""

from core_alone import pytest_addoption, pytest_ignore_collect  # noqa: F401 (pytest finds them)
from flagship import flagship_analysis, flagship_path, flagship_run  # noqa: F401 (fixtures)
