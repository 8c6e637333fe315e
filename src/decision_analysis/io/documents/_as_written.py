"""`DECIMAL` and `SPACE`: how XML, and a workbook, which is XML too, write numbers and part words.

Python reads more: 1_000, digits of other scripts, nan and inf as numbers, and other spaces.
"""

import re
from typing import Final

DECIMAL: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
SPACE: Final = " \t\r\n"
