"""Published reports: what was given out, and what has moved since?"""

from dashboard.frame import view
from dashboard.published import draw

page = view.current()

draw.form(page)
draw.reports(page)
