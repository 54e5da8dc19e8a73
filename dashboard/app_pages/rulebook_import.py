"""Import of the rule workbook: what would it change, before anything is written?"""

from dashboard.frame import view
from dashboard.rulebook_import import draw

draw.steps(view.current())
