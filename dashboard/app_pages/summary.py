"""Executive summary: is it going well, and what needs deciding?"""

from dashboard.frame import view
from dashboard.summary import cards, told

page = view.current()

cards.draw(told.summary(page), page)
