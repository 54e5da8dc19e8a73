"""Personal data in free text, found and made unreadable before anything is written."""

from etl.masking.cells import Masks
from etl.masking.masker import Masker

__all__ = ["Masker", "Masks"]
