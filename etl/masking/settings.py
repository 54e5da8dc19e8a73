"""`[masking]` of minaoshi.toml: words to mask, words to leave, columns left alone."""

from dataclasses import dataclass

from etl.masking.cells import Masks
from etl.masking.masker import Masker
from etl.section import Section


@dataclass(frozen=True)
class MaskingSettings:
    """Further words to mask, words that stay, and columns of free text that are not masked."""

    extra: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def masks(self) -> Masks:
        """Return masks for one load."""
        return Masks(Masker(self.extra, self.keep), frozenset(self.off))


def read_masking(section: Section) -> MaskingSettings:
    """Return the settings; raises EtlError for a word that would take out everything."""
    settings = MaskingSettings(section.texts("extra"), section.texts("keep"), section.texts("off"))
    section.finish()
    for key, words in (("extra", settings.extra), ("keep", settings.keep)):
        for word in words:
            if len(word.strip()) < 2:
                raise section.error(key, f'"{word}" is too short. Write words of 2 signs or more.')
    return settings
